/// The JSON Schema of a configuration file, by which editors complete it.
package enum ConfigurationSchema {
  /// JSON Schema 2020-12, with a line break at the end. It says what a schema can: whether a pattern is well formed, a
  /// file is there, or a rule of one's own has that name, only `deploylint` knows.
  package static var text: String {
    """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "A deploylint configuration (.deploylint.yaml)",
      "type": ["object", "null"],
      "additionalProperties": false,
      "properties": {
        "required-version": {
          "description": "The versions of deploylint that the file is for, such as '>=0.3, <0.5'.",
          "type": ["string", "number"],
          "minimum": 0,
          "pattern": "\(version)"
        },
        "preset": {
          "description": "Which rules run: as they are (recommended), all and warnings as errors (strict), only documented errors (minimal).",
          "enum": [\(names(RuleSettings.Preset.allCases.map(\.rawValue)))],
          "default": "recommended"
        },
        "rules": {
          "description": "The severity of a rule, or of all whose ids begin with a prefix that ends in '/'.",
          "type": "object",
          "properties": {
    \(rules)
          },
          "propertyNames": {"$ref": "#/$defs/rule"},
          "additionalProperties": {"$ref": "#/$defs/setting"}
        },
        "fail-level": {
          "description": "The lowest severity that makes a run fail.",
          "enum": [\(names(FailLevel.allCases.map(\.rawValue)))],
          "default": "error"
        },
        "files": {
          "description": "What is known of the files that a pattern matches; of several, the last one counts.",
          "type": "object",
          "propertyNames": {"$ref": "#/$defs/glob"},
          "additionalProperties": {
            "type": "object",
            "minProperties": 1,
            "additionalProperties": false,
            "properties": {
              "kind": {
                "description": "What every document is taken for.",
                "enum": [\(names(RequestKind.allCases.map(\.rawValue)))]
              },
              "instances": {"$ref": "#/$defs/instances"}
            }
          }
        },
        "instances": {
          "description": "How many instances the endpoint of a name has.",
          "type": "object",
          "additionalProperties": {"$ref": "#/$defs/instances"}
        },
        "exclude": {
          "description": "Files and folders that are left out.",
          "type": "array",
          "items": {"$ref": "#/$defs/glob"}
        },
        "rule-paths": {
          "description": "Folders with rules of one's own, from the folder of this file.",
          "type": "array",
          "items": {"$ref": "#/$defs/text"}
        },
        "placeholders": {
          "description": "The placeholders whose values are unknown rather than wrong.",
          "type": "array",
          "items": {"enum": [\(names(PlaceholderStyle.allCases.map(\.rawValue)))]}
        },
        "model": {
          "description": "The API model to check against: botocore's service-2.json, from the folder of this file.",
          "$ref": "#/$defs/text"
        },
        "suppressions": {
          "description": "Findings that do not count.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["files", "rules", "reason"],
            "additionalProperties": false,
            "properties": {
              "files": {"$ref": "#/$defs/glob"},
              "pointer": {
                "description": "Where in the document (JSON Pointer); what is below it is meant, too.",
                "type": "string",
                "pattern": "^(/([^~]|~[01])*)?$"
              },
              "rules": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/rule"}},
              "reason": {"$ref": "#/$defs/text"}
            }
          }
        },
        "forbid-suppressing": {
          "description": "Rules whose findings nobody may suppress.",
          "type": "array",
          "items": {"$ref": "#/$defs/rule"}
        },
        "baseline": {
          "description": "The file with the findings that are known, from the folder of this file.",
          "$ref": "#/$defs/text"
        }
      },
      "$defs": {
        "text": {"type": "string", "minLength": 1},
        "glob": {"type": "string", "minLength": 1, "maxLength": 1024, "pattern": "^[^!]"},
        "instances": {"type": "integer", "minimum": 1, "maximum": \(Int32.max)},
        "setting": {"enum": [\(names(RuleSettings.Setting.names))]},
        "rule": {
          "description": "The id of a rule, or a prefix; a rule of one's own has a group of its own.",
          "type": "string",
          "anyOf": [
            {"enum": [\(names(RuleSelector.all(RuleCatalog.ids)))]},
            {"pattern": "^(?!(\(groups.joined(separator: "|"))))[^/]+/"}
          ]
        }
      }
    }

    """
  }

  private static let version =
    #"^ *(>=|<=|==|!=|>|<)? *[0-9]+(\\.[0-9]+(\\.[0-9]+(-[0-9A-Za-z.-]+)?)?)?(\\+[^,]*)? *"#
    + #"(, *(>=|<=|==|!=|>|<)? *[0-9]+(\\.[0-9]+(\\.[0-9]+(-[0-9A-Za-z.-]+)?)?)?(\\+[^,]*)? *)*$"#

  private static var groups: [String] { RuleSelector.all(RuleCatalog.ids).filter { RuleSelector($0).isPrefix } }

  /// What editors offer; what cannot be set is not offered.
  private static var rules: String {
    RuleSelector.all(RuleCatalog.ids).filter { !RuleSettings.fixed.contains($0) }
      .map { "        \"\($0)\": {\"$ref\": \"#/$defs/setting\"}" }
      .joined(separator: ",\n") + ",\n"
      + RuleSettings.fixed.map { "        \"\($0)\": false" }.joined(separator: ",\n")
  }

  private static func names(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
}
