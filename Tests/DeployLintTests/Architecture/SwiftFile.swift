/// A Swift source as far as the architecture tests read it: without its comments and texts.
struct SwiftFile {
  let path: String
  private let code: String
  /// All names in the code that do not follow a dot: a member or case may be called like a type of another floor.
  let words: Set<String>
  /// All names, members too, that are called or mentioned.
  let calls: Set<String>

  init(_ path: String) throws {
    self.path = path
    code = SwiftCode.withoutTexts(try ProjectFiles.bytes(path))
    words = Self.names(in: code) { $0 != UInt8(ascii: ".") }
    calls = Self.names(in: code) { _ in true }
  }

  /// The names of the types that are declared at the top of the file.
  var declaredTypes: [String] {
    code.split(separator: "\n").filter { $0.first?.isWhitespace == false && $0.first != "}" }.compactMap { line in
      let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
      guard
        let index = words.firstIndex(where: ["struct", "enum", "class", "protocol", "typealias", "actor"].contains),
        index + 1 < words.count, !line.hasPrefix("extension"), !line.hasPrefix("private"),
        !line.hasPrefix("fileprivate")
      else { return nil }
      return words[index + 1]
    }
  }

  var imports: [String] {
    code.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let index = words.firstIndex(of: "import"), index + 1 < words.count, index < 3 else { return nil }
      return words[(index + 1)...].last.map(String.init)
    }
  }

  private static func names(in code: String, where mayFollow: (UInt8?) -> Bool) -> Set<String> {
    var names: Set<String> = []
    let bytes = Array(code.utf8)
    var at = 0
    while at < bytes.count {
      let start = at
      while at < bytes.count, isPartOfName(bytes[at]) { at += 1 }
      if at > start {
        let before = start > 0 ? bytes[start - 1] : nil
        if mayFollow(before) { names.insert(String(decoding: bytes[start..<at], as: UTF8.self)) }
      } else {
        at += 1
      }
    }
    return names
  }

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
      true
    default: false
    }
  }
}
