/// The model in the words of a dialect: how the carrier spells each member, as bytes, so that keys are looked up
/// without making texts of them.
///
/// A dialect is complete before its first use; one vocabulary serves all requests and threads.
final class Vocabulary: Sendable {
  let dialect: Dialect
  /// Whether a value may be written as something else: nothing as null, a block in a list of one.
  let hasWrappings: Bool
  /// The spellings of all members, one after the other.
  private let text: [UInt8]
  private let words: [Word]
  /// Where each shape's words begin in `words`, and one more for the end.
  private let starts: [Int]
  private let required: [[Shape.Member]]

  /// In numbers only: nothing to count references of.
  private struct Word {
    /// In `text`.
    let start: Int
    let count: Int
    /// Among the shape's members.
    let member: Int
    /// The key of a value that is computed later, or written elsewhere: `EndpointName.$`, `endpointConfigRef`.
    let isDynamic: Bool
  }

  init(_ model: Model, _ dialect: Dialect) {
    self.dialect = dialect
    hasWrappings = dialect.isNullAbsent || dialect.hasBlocks
    var text: [UInt8] = []
    var words: [Word] = []
    var starts = [0]
    for shape in model.shapes {
      for (key, name) in dialect.references[shape.name] ?? [:] {
        guard let position = shape.members.firstIndex(where: { TextOrder.isEqual($0.name, name) }) else { continue }
        words.append(Word(start: text.count, count: key.utf8.count, member: position, isDynamic: true))
        text += key.utf8
      }
      for (position, member) in shape.members.enumerated() {
        let start = text.count
        text += dialect.spelled(member.name, in: shape).utf8
        words.append(Word(start: start, count: text.count - start, member: position, isDynamic: false))
        if let suffix = dialect.dynamicSuffix {
          text += suffix.utf8
          words.append(Word(start: start, count: text.count - start, member: position, isDynamic: true))
        }
      }
      starts.append(words.count)
    }
    self.text = text
    self.words = words
    self.starts = starts
    required = model.shapes.map { shape in shape.members.filter { dialect.isRequired($0, in: shape) } }
  }

  /// The member that a key means, by its position in the shape, and whether its value is computed later.
  func member(for key: Node, in shape: Int) -> (position: Int, isDynamic: Bool)? {
    key.withKey { key in
      for index in starts[shape]..<starts[shape + 1] {
        let word = words[index]
        if word.count == key.count, isEqual(word, key) { return (word.member, word.isDynamic) }
      }
      return nil
    }
  }

  /// A loop over indices is several times as fast as `elementsEqual`, and keys are compared all the time.
  private func isEqual(_ word: Word, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in 0..<word.count where text[word.start + index] != key[index] { return false }
    return true
  }

  /// Whether a key means a member of the shape, given as its position in the model.
  func knows(_ key: Node, in shape: Int) -> Bool { member(for: key, in: shape) != nil }

  /// The members that the carrier requires, whatever the API says, in the order of the model.
  func requiredMembers(of shape: Int) -> [Shape.Member] { required[shape] }
}
