/// The model's shapes in the words of a dialect, in plain numbers: what is looked at for each value of each request,
/// through pointers that nothing counts references to. Kept and freed by a ``Vocabulary``.
struct ShapeTable: @unchecked Sendable {
  /// What the checks ask of a value of a shape.
  struct Row {
    let type: Shape.ValueType
    /// Whether tags may be written as a mapping in its place.
    let isTagList: Bool
    /// Kept by the model.
    let pattern: Unmanaged<LazyPattern>?
    /// The shape of the items; -1 for none.
    let item: Int32
    /// A shape whose rules hold here too; -1 for none.
    let actsAs: Int32
    /// Where its members begin in `members`, and how many there are.
    let firstMember: Int32
    let memberCount: Int32
    /// Where the words for its members begin and end in `words`.
    fileprivate(set) var words: (start: Int32, end: Int32) = (0, 0)
    /// The same for the values that it lists; empty where it lists none.
    fileprivate(set) var values: (start: Int32, end: Int32) = (0, 0)
    /// The same for the members that the carrier requires, in `required`.
    fileprivate(set) var required: (start: Int32, end: Int32) = (0, 0)
    let minimum: Int64
    let maximum: Int64
    let minLength: Int
    let maxLength: Int
  }

  struct Member {
    /// Of its name, in all shapes.
    let id: Int32
    let shape: Int32
  }

  /// A text in `text`, with what it stands for.
  private struct Word {
    let start: Int32
    let count: Int32
    /// The position of a member in its shape, or of a value in its list.
    let meaning: Int32
    /// The key of a value that is computed later, or written elsewhere: `EndpointName.$`, `endpointConfigRef`.
    let isDynamic: Bool
  }

  private let rows: UnsafeMutablePointer<Row>
  private let members: UnsafeMutablePointer<Member>
  private let words: UnsafeMutablePointer<Word>
  private let required: UnsafeMutablePointer<Int32>
  private let text: UnsafeMutablePointer<UInt8>
  /// The position of a member by shape and id, and one more; 0 for none.
  private let positions: UnsafeMutablePointer<UInt16>
  /// Whether the service requires a member, in the same order.
  private let serviceRequires: UnsafeMutablePointer<Bool>
  private let idCount: Int

  init(_ model: Model, _ dialect: Dialect) {
    var rows: [Row] = []
    var members: [Member] = []
    var required: [Int32] = []
    var builder = WordBuilder()
    idCount = model.memberNames.count
    var positions = [UInt16](repeating: 0, count: model.shapes.count * model.memberNames.count)
    var serviceRequires = [Bool](repeating: false, count: positions.count)
    for (index, shape) in model.shapes.enumerated() {
      var row = Row(
        type: shape.type, isTagList: TextOrder.isEqual(shape.name, "TagList"),
        pattern: shape.pattern.map(Unmanaged.passUnretained),
        item: Self.number(shape.item ?? -1), actsAs: Self.number(shape.actsAs ?? -1),
        firstMember: Self.number(members.count),
        memberCount: Self.number(shape.members.count), minimum: shape.minimum ?? .min, maximum: shape.maximum ?? .max,
        minLength: shape.minLength ?? 0, maxLength: shape.maxLength ?? .max)
      row.words.start = builder.end
      builder.addMembers(of: shape, dialect)
      row.words.end = builder.end
      row.values.start = builder.end
      for (position, value) in shape.enumeration.enumerated() { builder.add(value, position) }
      row.values.end = builder.end
      row.required.start = Self.number(required.count)
      for (position, member) in shape.members.enumerated() {
        members.append(Member(id: Self.number(member.id), shape: Self.number(member.shape)))
        positions[index * idCount + member.id] = UInt16(truncatingIfNeeded: position + 1)
        serviceRequires[index * idCount + member.id] = member.isRequired
        if dialect.isRequired(member, in: shape) { required.append(Self.number(position)) }
      }
      row.required.end = Self.number(required.count)
      rows.append(row)
    }
    self.rows = Self.copy(rows)
    self.members = Self.copy(members)
    self.required = Self.copy(required)
    words = Self.copy(builder.words)
    text = Self.copy(builder.text)
    self.positions = Self.copy(positions)
    self.serviceRequires = Self.copy(serviceRequires)
  }

  func free() {
    rows.deallocate()
    members.deallocate()
    required.deallocate()
    words.deallocate()
    text.deallocate()
    positions.deallocate()
    serviceRequires.deallocate()
  }

  /// All are plain numbers, so that nothing has to be undone.
  private static func copy<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafeMutablePointer<Element> {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
    elements.withUnsafeBufferPointer { elements in
      if let first = elements.baseAddress { memory.initialize(from: first, count: elements.count) }
    }
    return memory
  }

  private static func number(_ value: Int) -> Int32 { Int32(truncatingIfNeeded: value) }

  private struct WordBuilder {
    var text: [UInt8] = []
    var words: [Word] = []

    var end: Int32 { ShapeTable.number(words.count) }

    mutating func add(_ word: String, _ meaning: Int, isDynamic: Bool = false) {
      words.append(
        Word(
          start: ShapeTable.number(text.count), count: ShapeTable.number(word.utf8.count),
          meaning: ShapeTable.number(meaning), isDynamic: isDynamic))
      text += word.utf8
    }

    mutating func addMembers(of shape: Shape, _ dialect: Dialect) {
      for (key, name) in dialect.references[shape.name] ?? [:] {
        guard let position = shape.members.firstIndex(where: { TextOrder.isEqual($0.name, name) }) else { continue }
        add(key, position, isDynamic: true)
      }
      for (position, member) in shape.members.enumerated() {
        let spelled = dialect.spelled(member.name, in: shape)
        add(spelled, position)
        if let suffix = dialect.dynamicSuffix { add(spelled + suffix, position, isDynamic: true) }
      }
    }
  }

  // MARK: Looking up

  @inline(__always)
  subscript(shape: Int) -> UnsafePointer<Row> { UnsafePointer(rows + shape) }

  @inline(__always)
  func member(_ position: Int, of shape: Int) -> Member { members[Int(rows[shape].firstMember) + position] }

  /// The member that a key means, by its position in the shape, and whether its value is computed later.
  @inline(__always)
  func member(for key: UnsafeBufferPointer<UInt8>, in shape: Int) -> (position: Int, isDynamic: Bool)? {
    word(key, in: rows[shape].words).map { (Int($0.meaning), $0.isDynamic) }
  }

  /// The position of a text among the values that a shape lists.
  @inline(__always)
  func value(_ text: UnsafeBufferPointer<UInt8>, of shape: Int) -> Int? {
    word(text, in: rows[shape].values).map { Int($0.meaning) }
  }

  @inline(__always)
  private func word(_ text: UnsafeBufferPointer<UInt8>, in range: (start: Int32, end: Int32)) -> Word? {
    for index in Int(range.start)..<Int(range.end) {
      let word = words[index]
      if text.hasSameBytes(as: UnsafeBufferPointer(start: self.text + Int(word.start), count: Int(word.count))) {
        return word
      }
    }
    return nil
  }

  /// The position of the member with that name in a shape; `nil` where it has none.
  @inline(__always)
  func position(of id: Int, in shape: Int) -> Int? {
    let position = Int(positions[shape * idCount + id])
    return position == 0 ? nil : position - 1
  }

  /// Whether the service, whatever the carrier says, requires the member with that name.
  @inline(__always)
  func serviceRequires(_ id: Int, in shape: Int) -> Bool { serviceRequires[shape * idCount + id] }

  /// Runs `body` on the position of each member that the carrier requires, in the order of the model.
  @inline(__always)
  func forEachRequired(of shape: Int, _ body: (Int) -> Void) {
    let range = rows[shape].required
    for index in Int(range.start)..<Int(range.end) { body(Int(required[index])) }
  }
}
