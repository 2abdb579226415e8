/// The JSON Schemas of `--format json` and `--format ndjson`.
public enum ReportSchema {
  /// JSON Schema 2020-12, with a line break at the end.
  public static let text = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "A deploylint report",
      "type": "object",
      "required": ["version", "tool", "diagnostics", "issues", "summary"],
      "additionalProperties": false,
      "properties": {
        "version": {"const": 1},
        "tool": {"$ref": "#/$defs/tool"},
        "diagnostics": {
          "description": "Ordered by file, then by place, then by rule.",
          "type": "array",
          "items": {"$ref": "#/$defs/diagnostic"}
        },
        "suppressed": {
          "description": "Findings that do not count; there with --show-suppressed.",
          "type": "array",
          "items": {"$ref": "#/$defs/diagnostic"}
        },
        "issues": {
          "description": "What went wrong with the run itself.",
          "type": "array",
          "items": {"$ref": "#/$defs/issue"}
        },
        "summary": {"$ref": "#/$defs/summary"}
      },
      "$defs": {
    \(definitions(ofLine: false))
      }
    }

    """

  /// The schema of one line of `--format ndjson`; JSON Schema 2020-12, with a line break at the end.
  package static let line = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "A line of a deploylint report",
      "oneOf": [
        {
          "$ref": "#/$defs/diagnostic",
          "required": ["type"], "properties": {"type": {"const": "finding"}, "suppressed": false}
        },
        {
          "$ref": "#/$defs/diagnostic",
          "required": ["type", "suppressed"], "properties": {"type": {"const": "suppressed"}}
        },
        {"$ref": "#/$defs/issue", "required": ["type"], "properties": {"type": {"const": "issue"}}},
        {
          "description": "The last line.",
          "$ref": "#/$defs/summary",
          "required": ["type", "version", "tool"], "properties": {"type": {"const": "summary"}}
        }
      ],
      "$defs": {
    \(definitions(ofLine: true))
      }
    }

    """

  /// - Parameter isLine: whether the objects stand alone and say in `type` which they are.
  private static func definitions(ofLine isLine: Bool) -> String {
    let type = isLine ? "\"type\": {\"type\": \"string\"}, " : ""
    let tool = isLine ? "\"version\": {\"const\": 1}, \"tool\": {\"$ref\": \"#/$defs/tool\"}, " : ""
    return """
        "count": {"type": "integer", "minimum": 0},
        "severity": {"enum": ["error", "warning", "note"]},
        "position": {
          "type": "object",
          "required": ["line", "column", "offset"],
          "additionalProperties": false,
          "properties": {
            "line": {"type": "integer", "minimum": 1},
            "column": {"type": "integer", "minimum": 1, "description": "In Unicode scalars."},
            "offset": {"type": "integer", "minimum": 0, "description": "In bytes of the file."}
          }
        },
        "pointer": {"type": "string", "pattern": "^(/([^~/]|~[01])*)*$", "description": "Relative to the request."},
        "tool": {
          "type": "object",
          "required": ["name", "version"],
          "additionalProperties": false,
          "properties": {"name": {"const": "deploylint"}, "version": {"type": "string"}}
        },
        "issue": {
          "type": "object",
          "required": ["id", "severity", "message"],
          "additionalProperties": false,
          "dependentRequired": {"start": ["end"], "end": ["start"]},
          "properties": {
            \(type)"id": {"enum": [\(issueIDs)]},
            "severity": {"$ref": "#/$defs/severity"},
            "message": {"type": "string"},
            "file": {"type": "string"},
            "help": {"type": "string"},
            "start": {"$ref": "#/$defs/position"},
            "end": {"$ref": "#/$defs/position"}
          }
        },
        "summary": {
          "type": "object",
          "required": ["files", "passedOver", "requests", "errors", "warnings", "notes", "suppressed"],
          "additionalProperties": false,
          "properties": {
            \(type)\(tool)"files": {"$ref": "#/$defs/count", "description": "Files in which something was checked or found."},
            "passedOver": {"$ref": "#/$defs/count", "description": "Files without a request."},
            "requests": {"$ref": "#/$defs/count"},
            "errors": {"$ref": "#/$defs/count"},
            "warnings": {"$ref": "#/$defs/count"},
            "notes": {"$ref": "#/$defs/count"},
            "suppressed": {"$ref": "#/$defs/count", "description": "Findings that do not count."}
          }
        },
        "diagnostic": {
          "type": "object",
          "required": [
            "rule", "severity", "evidence", "message", "help", "file", "document", "path", "pointer", "url",
            "fingerprint"
          ],
          "additionalProperties": false,
          "dependentRequired": {"start": ["end"], "end": ["start"]},
          "properties": {
            \(type)"rule": {"type": "string", "pattern": "^[a-z0-9-]+(/[a-z0-9-]+)+$"},
            "severity": {"$ref": "#/$defs/severity"},
            "evidence": {"enum": ["documented", "observed", "inferred"]},
            "message": {"type": "string"},
            "help": {"type": "string"},
            "request": {
              "description": "Absent where the text could not be read as far as a request.",
              "type": "object",
              "required": ["kind"],
              "additionalProperties": false,
              "properties": {
                "kind": {"enum": ["CreateEndpoint", "UpdateEndpoint", "DeploymentConfig"]},
                "name": {"type": "string"},
                "carrier": {"type": "string", "description": "What holds the request, where the document is not it."},
                "location": {"$ref": "#/$defs/pointer", "description": "From the document to the request."}
              }
            },
            "file": {"type": "string"},
            "document": {"type": "integer", "minimum": 0, "description": "Counts from 0 in its file."},
            "path": {"type": "string", "description": "For people, such as Tags[0].Key."},
            "pointer": {"$ref": "#/$defs/pointer"},
            "member": {"type": "string", "description": "The member that the mapping at the pointer lacks."},
            "actual": {"description": "The value found, where it is a scalar or a count."},
            "allowed": {
              "description": "What is allowed instead, by JSON Schema's keywords.",
              "type": "object",
              "minProperties": 1
            },
            "start": {"$ref": "#/$defs/position"},
            "end": {"$ref": "#/$defs/position", "description": "Exclusive."},
            "related": {
              "type": "array",
              "minItems": 1,
              "items": {
                "type": "object",
                "required": ["message", "file", "document", "pointer"],
                "additionalProperties": false,
                "dependentRequired": {"start": ["end"], "end": ["start"]},
                "properties": {
                  "message": {"type": "string"},
                  "file": {"type": "string"},
                  "document": {"type": "integer", "minimum": 0},
                  "pointer": {"$ref": "#/$defs/pointer"},
                  "start": {"$ref": "#/$defs/position"},
                  "end": {"$ref": "#/$defs/position"}
                }
              }
            },
            "fix": {
              "type": "object",
              "required": ["title", "safe", "edits"],
              "additionalProperties": false,
              "properties": {
                "title": {"type": "string"},
                "safe": {"type": "boolean"},
                "edits": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["start", "end", "text"],
                    "additionalProperties": false,
                    "properties": {
                      "start": {"type": "integer", "minimum": 0},
                      "end": {"type": "integer", "minimum": 0},
                      "text": {"type": "string"}
                    }
                  }
                }
              }
            },
            "suppressed": {
              "type": "object",
              "required": ["by"],
              "additionalProperties": false,
              "properties": {"by": {"enum": [\(suppressionKinds)]}, "reason": {"type": "string"}}
            },
            "url": {"type": "string"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"}
          }
        }
      """
  }

  /// From the type, so that the schema cannot fall behind.
  private static var issueIDs: String {
    RunIssue.ID.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
  }

  private static var suppressionKinds: String {
    Suppression.Kind.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
  }
}
