/// `format`: `%s`, `%d`, `%f`, `%e`, `%b`, `%o`, `%x`, `%X` and `%%`, with a precision for `%f` and `%e`.
enum Format {
  /// More digits than this behind the point are an error; an exact double has no more than 1074.
  static let precisionLimit = 1074

  /// A clause or the text between clauses.
  enum Piece {
    case text(String)
    case clause(UInt8, precision: Int)
  }

  struct Failure: Error {
    let message: String
  }

  /// Writes a format with its values. An unknown among them wins over what is wrong with the others.
  static func apply(_ format: String, _ values: [Value], _ budget: inout Budget) -> Value {
    do throws(Failure) {
      var writer = DisplayWriter()
      var failure: Failure?
      var index = 0
      for piece in try pieces(format) {
        switch piece {
        case .text(let text): writer.write(text)
        case .clause(let letter, let precision):
          guard index < values.count else {
            failure = failure ?? Failure(message: "format() has \(values.count) values, but the text asks for more")
            continue
          }
          do throws(Failure) {
            try write(letter, precision, values[index], to: &writer, &budget)
          } catch {
            failure = failure ?? error
          }
          index += 1
        }
        budget.charge(1)
        if budget.isExhausted { return budget.error }
      }
      if writer.sawUnknown || values.contains(where: \.isUnknown) { return .unknown }
      if let error = writer.error { return .error(error) }
      return failure.map { .failure($0.message) } ?? .string(writer.text)
    } catch {
      return values.contains(where: \.isUnknown) ? .unknown : .failure(error.message)
    }
  }

  /// Cuts a format into its pieces.
  static func pieces(_ format: String) throws(Failure) -> [Piece] {
    let bytes = Array(format.utf8)
    var pieces: [Piece] = []
    var text: [UInt8] = []
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      guard byte == UInt8(ascii: "%") else {
        text.append(byte)
        continue
      }
      if position < bytes.count, bytes[position] == UInt8(ascii: "%") {
        text.append(byte)
        position += 1
        continue
      }
      pieces.append(.text(String(decoding: text, as: UTF8.self)))
      text = []
      pieces.append(try clause(bytes, &position))
    }
    pieces.append(.text(String(decoding: text, as: UTF8.self)))
    return pieces
  }

  private static func clause(_ bytes: [UInt8], _ position: inout Int) throws(Failure) -> Piece {
    var precision: Int?
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      let digits = bytes[(position + 1)...].prefix(while: \.isDigit)
      guard let number = Int(String(decoding: digits, as: UTF8.self)), number <= precisionLimit else {
        throw Failure(message: "a precision up to \(precisionLimit) expected after '%.'")
      }
      precision = number
      position += 1 + digits.count
    }
    guard position < bytes.count else { throw Failure(message: "the format ends after '%'") }
    let letter = bytes[position]
    position += 1
    switch letter {
    case UInt8(ascii: "f"), UInt8(ascii: "e"): return .clause(letter, precision: precision ?? 6)
    case _ where precision != nil: throw Failure(message: "only '%f' and '%e' have a precision")
    case UInt8(ascii: "s"), UInt8(ascii: "d"), UInt8(ascii: "b"), UInt8(ascii: "o"), UInt8(ascii: "x"),
      UInt8(ascii: "X"):
      return .clause(letter, precision: 0)
    default:
      let rest = String(decoding: bytes[(position - 1)...], as: UTF8.self)
      let character = rest.unicodeScalars.first.map { String(Character($0)) } ?? ""
      throw Failure(message: "unknown clause '%\(character)' in the format")
    }
  }

  private static func write(
    _ letter: UInt8, _ precision: Int, _ value: Value, to writer: inout DisplayWriter, _ budget: inout Budget
  ) throws(Failure) {
    switch (letter, value) {
    case (_, .unknown), (_, .error), (UInt8(ascii: "s"), _), (UInt8(ascii: "d"), .int), (UInt8(ascii: "d"), .double):
      writer.write(value, &budget)
    default:
      let text = try text(letter, precision, value)
      budget.chargeText(text)
      writer.write(text)
    }
  }

  private static func text(_ letter: UInt8, _ precision: Int, _ value: Value) throws(Failure) -> String {
    switch (letter, value) {
    case (UInt8(ascii: "f"), .double(let number)): return DecimalExpansion.fixed(number, precision)
    case (UInt8(ascii: "f"), .int(let number)): return DecimalExpansion.fixed(Double(number), precision)
    case (UInt8(ascii: "e"), .double(let number)): return DecimalExpansion.scientific(number, precision)
    case (UInt8(ascii: "e"), .int(let number)): return DecimalExpansion.scientific(Double(number), precision)
    case (UInt8(ascii: "b"), .int(let number)): return String(number, radix: 2)
    case (UInt8(ascii: "b"), .bool(let flag)): return flag ? "1" : "0"
    case (UInt8(ascii: "o"), .int(let number)): return String(number, radix: 8)
    case (UInt8(ascii: "x"), .int(let number)): return String(number, radix: 16)
    case (UInt8(ascii: "X"), .int(let number)): return String(number, radix: 16, uppercase: true)
    case (UInt8(ascii: "x"), .string(let text)), (UInt8(ascii: "X"), .string(let text)):
      let isUppercase = letter == UInt8(ascii: "X")
      return text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: isUppercase) }.joined()
    default:
      let name = String(Character(Unicode.Scalar(letter)))
      throw Failure(message: "'%\(name)' cannot write \(value.kindName)")
    }
  }
}
