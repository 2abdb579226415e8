/// How the ids of rules are written: `GROUP/NAME`, the path of the file below the folder of rules.
package enum RuleID {
  /// Why a text cannot be the id of a rule; `nil` where it can.
  package static func problem(_ id: String) -> String? {
    let parts = id.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if parts.count == 2, parts.allSatisfy(isName) { return nil }
    return
      "\(DisplayText.quoted(id)) cannot be the id of a rule; write GROUP/NAME in lower-case letters, digits and "
      + "hyphens, such as team/tag-owner"
  }

  /// The id without the name of its group.
  package static func name(of id: String) -> String {
    String(decoding: id.utf8.split(separator: UInt8(ascii: "/")).last ?? id.utf8[...], as: UTF8.self)
  }

  /// What stands before the name.
  package static func group(of id: String) -> String {
    String(decoding: id.utf8.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self)
  }

  /// Whether the group belongs to the built-in rules and checks, of which a later version may have more.
  package static func isReserved(group: String) -> Bool {
    RuleCatalog.ids.contains { TextOrder.isEqual(Self.group(of: $0), group) }
  }

  private static func isName(_ part: Substring.UTF8View) -> Bool {
    let hyphen = UInt8(ascii: "-")
    return !part.isEmpty && part.first != hyphen && part.last != hyphen
      && part.allSatisfy { $0 == hyphen || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
  }
}
