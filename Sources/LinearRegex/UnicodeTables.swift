/// The general categories, scripts and case orbits of Unicode.
///
/// They are kept as text, for that costs neither compile time nor start-up, and only what a pattern names is decoded. A
/// number takes one or more characters from `0` on: five bits each, the lowest first, 32 added where more follow.
enum UnicodeTables {
  /// Reads numbers off an encoded table.
  struct NumberReader {
    private var position: UnsafePointer<UInt8>
    private let end: UnsafePointer<UInt8>

    init(_ text: StaticString, offset: Int = 0, length: Int? = nil) {
      position = text.utf8Start + offset
      end = position + (length ?? text.utf8CodeUnitCount)
    }

    var isAtEnd: Bool { position == end }

    mutating func next() -> UInt32 {
      var result: UInt32 = 0
      var shift: UInt32 = 0
      while position < end {
        let digit = UInt32(position.pointee) - 0x30
        position += 1
        result |= (digit & 31) << shift
        if digit < 32 { break }
        shift += 5
      }
      return result
    }

    /// Passes over the characters up to this one and over itself.
    mutating func skip(past character: UInt8) {
      while position < end {
        position += 1
        if position[-1] == character { break }
      }
    }

    /// Whether these characters come next; if not, where the reader stands afterwards is unspecified.
    mutating func skip(_ characters: ArraySlice<UInt8>) -> Bool {
      for character in characters {
        guard position < end, position.pointee == character else { return false }
        position += 1
      }
      return true
    }
  }

  /// The encoded ranges of a general category or a script.
  struct Table: Sendable {
    fileprivate let offset: Int
    fileprivate let length: Int

    /// Hands on the ranges in order until told to stop by `false`.
    private func forEachRange(_ body: (CodePointRange) -> Bool) {
      var reader = NumberReader(UnicodeTables.ranges, offset: offset, length: length)
      var position: UInt32 = 0
      while !reader.isAtEnd {
        let first = position + reader.next()
        position = first + reader.next()
        if !body(CodePointRange(first: first, last: position)) { return }
      }
    }

    /// All ranges, in order.
    var ranges: [CodePointRange] {
      var result: [CodePointRange] = []
      result.reserveCapacity(length / 2)
      forEachRange { range in
        result.append(range)
        return true
      }
      return result
    }

    /// The part within ASCII.
    var ascii: ASCIISet {
      var result = ASCIISet()
      forEachRange { range in
        guard range.first < 0x80 else { return false }
        result.formUnion(ASCIISet(from: UInt8(range.first), through: UInt8(min(range.last, 0x7F))))
        return true
      }
      return result
    }

    func contains(_ codePoint: UInt32) -> Bool {
      var result = false
      forEachRange { range in
        result = range.contains(codePoint)
        return range.last < codePoint
      }
      return result
    }
  }

  /// The table of `Lu`, `Greek` and the like; names are as in RE2, letter case included.
  static func table(named name: ArraySlice<UInt8>) -> Table? {
    var reader = NumberReader(index)
    while !reader.isAtEnd {
      var candidate = reader
      if candidate.skip(name), candidate.skip([UInt8(ascii: " ")]) {
        return Table(offset: Int(candidate.next()), length: Int(candidate.next()))
      }
      reader.skip(past: UInt8(ascii: ","))
    }
    return nil
  }
}
