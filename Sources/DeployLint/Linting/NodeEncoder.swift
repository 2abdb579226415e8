/// The encoder that a value writes itself to, and its containers.
struct NodeEncoder: Encoder {
  let run: EncodingRun
  let node: EncodedNode
  let place: CodingPlace

  var codingPath: [any CodingKey] { place.keys }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(MemberContainer<Key>(run: run, members: members(), place: place))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    ItemContainer(run: run, items: items(), place: place)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    ValueContainer(run: run, node: node, place: place)
  }

  /// The members of the value; a type that asks for them twice gets the same ones.
  func members() -> EncodedNode.Members {
    if case .mapping(let members) = node.content { return members }
    let members = EncodedNode.Members()
    begin(.mapping(members))
    return members
  }

  func items() -> EncodedNode.Items {
    if case .list(let items) = node.content { return items }
    let items = EncodedNode.Items()
    begin(.list(items))
    return items
  }

  private func begin(_ content: EncodedNode.Content) {
    switch node.content {
    case .missing, .null: node.content = content
    // A value that was too deep stays so.
    case .tooDeep: break
    case .boolean, .number, .string, .list, .mapping:
      run.failure =
        run.failure
        ?? RequestEncoder.Failure(
          path: place.path, message: "cannot be encoded: its encode(to:) asks for two kinds of containers")
    }
  }
}

/// The part that containers have in common.
private protocol NodeContainer {
  var run: EncodingRun { get }
  var place: CodingPlace { get }
}

extension NodeContainer {
  /// The encoder of a child that stands one level deeper.
  fileprivate func encoder(_ node: EncodedNode?, _ key: any CodingKey) -> NodeEncoder {
    // Beneath what is kept a path only grows, and each container would copy it.
    let place = place.depth > EncodingRun.deepest ? place : place.appending(key).deeper
    if place.depth > EncodingRun.deepest { node?.content = .tooDeep }
    // What there is no room for goes to a node that nobody keeps.
    let target = node.flatMap { if case .tooDeep = $0.content { nil } else { $0 } } ?? EncodedNode()
    return NodeEncoder(run: run, node: target, place: place)
  }
}

private struct MemberContainer<Key: CodingKey>: KeyedEncodingContainerProtocol, NodeContainer {
  private struct SuperKey: CodingKey {
    var stringValue: String { "super" }
    var intValue: Int? { nil }
    init() {}
    init?(stringValue: String) { nil }
    init?(intValue: Int) { nil }
  }

  let run: EncodingRun
  let members: EncodedNode.Members
  let place: CodingPlace

  var codingPath: [any CodingKey] { place.keys }

  private func add(_ key: any CodingKey) -> EncodedNode? {
    guard let node = run.makeNode() else { return nil }
    run.count(key.stringValue)
    members.set(key.stringValue, node)
    return node
  }

  func encodeNil(forKey key: Key) {
    add(key)?.content = .null
  }

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    guard let node = add(key) else { return }
    try run.encode(value, into: node, at: place.appending(key))
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) -> KeyedEncodingContainer<NestedKey> {
    encoder(add(key), key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    encoder(add(key), key).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { encoder(add(SuperKey()), SuperKey()) }

  func superEncoder(forKey key: Key) -> any Encoder { encoder(add(key), key) }
}

private struct ItemContainer: UnkeyedEncodingContainer, NodeContainer {
  let run: EncodingRun
  let items: EncodedNode.Items
  let place: CodingPlace

  var codingPath: [any CodingKey] { place.keys }
  var count: Int { items.nodes.count }

  private func add() -> EncodedNode? {
    guard let node = run.makeNode() else { return nil }
    items.nodes.append(node)
    return node
  }

  func encodeNil() {
    add()?.content = .null
  }

  func encode<Value: Encodable>(_ value: Value) throws {
    let key = IndexKey(count)
    guard let node = add() else { return }
    try run.encode(value, into: node, at: place.appending(key))
  }

  func nestedContainer<NestedKey: CodingKey>(keyedBy type: NestedKey.Type) -> KeyedEncodingContainer<NestedKey> {
    superEncoder(IndexKey(count)).container(keyedBy: type)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { superEncoder(IndexKey(count)).unkeyedContainer() }

  func superEncoder() -> any Encoder { superEncoder(IndexKey(count)) }

  private func superEncoder(_ key: IndexKey) -> NodeEncoder { encoder(add(), key) }
}

private struct ValueContainer: SingleValueEncodingContainer {
  let run: EncodingRun
  let node: EncodedNode
  let place: CodingPlace

  var codingPath: [any CodingKey] { place.keys }

  func encodeNil() {
    node.content = .null
  }

  func encode<Value: Encodable>(_ value: Value) throws {
    try run.encode(value, into: node, at: place)
  }
}
