/// Names one rule by its id, or all rules whose ids begin with a prefix that ends in `/`.
package struct RuleSelector: Sendable, Hashable {
  /// As written: `sagemaker/zero-bake` or `sagemaker/`.
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package var isPrefix: Bool { text.utf8.last == UInt8(ascii: "/") }

  /// Whether it names this rule. Of several that do, the longer one wins.
  package func matches(_ id: String) -> Bool {
    isPrefix ? id.utf8.starts(with: text.utf8) : TextOrder.isEqual(id, text)
  }

  /// The selectors that can be written when these rules are there: their ids, and every prefix of one, sorted.
  package static func all(_ ids: [String]) -> [String] {
    var texts = Set(ids)
    for id in ids {
      let bytes = Array(id.utf8)
      for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "/") {
        texts.insert(String(decoding: bytes[...index], as: UTF8.self))
      }
    }
    return texts.sorted(by: TextOrder.isLess)
  }
}

extension RuleSelector {
  /// What somebody probably meant who wrote a text that names no rule: an id or a prefix; the group may be missing.
  package static func nearest(to text: String, among ids: [String]) -> String? {
    Suggestion.nearest(to: text, among: all(ids))
      ?? Suggestion.nearest(to: text, among: ids.map(RuleCatalog.name(of:)))
      .flatMap { nearest in ids.first { TextOrder.isEqual(RuleCatalog.name(of: $0), nearest) } }
  }
}
