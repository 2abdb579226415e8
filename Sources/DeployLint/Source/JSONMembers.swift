/// Finds the members of a JSON object without reading their values, so that one of them can be read by itself.
enum JSONMembers {
  struct Member {
    /// As it is written, without its quotes.
    let name: ArraySlice<UInt8>
    let value: Range<Int>

    func isNamed(_ name: String) -> Bool { self.name.elementsEqual(name.utf8) }
  }

  /// The members in their order; `nil` where the text is no object. The values may hold mistakes of their own.
  static func scan(_ bytes: [UInt8]) -> [Member]? {
    var scanner = Scanner(bytes: bytes)
    return scanner.members()
  }

  private struct Scanner {
    let bytes: [UInt8]
    var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func members() -> [Member]? {
      var members: [Member] = []
      guard take("{") else { return nil }
      if take("}") { return isAtEnd() ? members : nil }
      repeat {
        skipSpace()
        let start = at
        guard skipString() else { return nil }
        let name = bytes[start + 1..<at - 1]
        guard take(":") else { return nil }
        skipSpace()
        let value = at
        guard skipValue(), at > value else { return nil }
        members.append(Member(name: name, value: value..<at))
      } while take(",")
      return take("}") && isAtEnd() ? members : nil
    }

    private mutating func skipSpace() {
      while at < bytes.count, JSONReader.isSpace(bytes[at]) { at += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
      at += 1
      return true
    }

    private mutating func isAtEnd() -> Bool {
      skipSpace()
      return at == bytes.count
    }

    private mutating func skipString() -> Bool {
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { return false }
      at += 1
      while at < bytes.count {
        switch bytes[at] {
        case UInt8(ascii: "\\"): at += 2
        case UInt8(ascii: "\""):
          at += 1
          return true
        default: at += 1
        }
      }
      at = bytes.count
      return false
    }

    /// Goes behind a value: to where all that it opened is closed again.
    private mutating func skipValue() -> Bool {
      var depth = 0
      while at < bytes.count {
        switch bytes[at] {
        case UInt8(ascii: "\""):
          guard skipString() else { return false }
          if depth == 0 { return true }
          continue
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          if depth == 0 { return true }
          depth -= 1
          if depth == 0 {
            at += 1
            return true
          }
        case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D:
          if depth == 0 { return true }
        default: break
        }
        at += 1
      }
      return depth == 0
    }
  }
}
