/// Anchors, aliases and merge keys.
extension DocumentBuilder {
  /// A value that an alias can name.
  struct Anchor {
    let record: UInt32
    /// Its container is not closed yet.
    var isOpen: Bool
    /// How many values it is, itself included and aliases in it expanded.
    let size: Int
    /// How many levels of containers there are below it.
    var height = 0
  }

  /// Lets later aliases name a record; a name used again means the later one from there on.
  mutating func setAnchor(_ name: [UInt8], record: UInt32, isOpen: Bool) {
    anchors[name] = Anchor(
      record: record, isOpen: isOpen, size: Self.weight(ofText: records[Int(record)].textLength))
    if isOpen { openAnchors.append((record, name)) }
  }

  mutating func closeAnchor(_ name: [UInt8], of frame: Frame) {
    guard let anchor = anchors[name], anchor.record == frame.record else { return }
    anchors[name] = Anchor(
      record: frame.record, isOpen: false, size: expanded - frame.expandedBefore, height: frame.height)
  }

  /// The value that an alias names.
  func anchor(named name: [UInt8], range: Range<Int>) throws(SyntaxProblem) -> Anchor {
    guard let anchor = anchors[name] else {
      throw SyntaxProblem(
        range: range, message: "the alias \(Excerpt.quote(source, range)) names nothing that comes before it",
        help: "write the anchor '&\(Excerpt.escape(name))' before the value that is meant, or quote the text")
    }
    if anchor.isOpen {
      let start = base + Int(records[Int(anchor.record)].start)
      throw SyntaxProblem(
        range: range, message: "the alias \(Excerpt.quote(source, range)) stands inside the value that it names",
        help: "a value cannot contain itself: write out what is meant",
        related: [SyntaxProblem.Related(range: start..<start, label: "the value starts here")])
    }
    return anchor
  }

  /// Adds an alias as the next child.
  mutating func addAlias(_ anchor: Anchor, range: Range<Int>) throws(SyntaxProblem) {
    let isContainer = [.mapping, .sequence].contains(records[Int(anchor.record)].kind)
    // A merge key brings in the members, not the mapping around them.
    let isMerge = frames.last?.key?.isMerge ?? false
    let height = isContainer ? anchor.height + (isMerge ? 0 : 1) : 0
    if frames.count + height > limits.depth {
      throw SyntaxProblem(
        rule: SyntaxProblem.limit, range: range,
        message: "with this alias values are nested more than \(limits.depth) levels deep",
        help: "write the document with fewer levels")
    }
    // The alias itself is counted when it is appended.
    expanded += anchor.size - 1
    try bringIn(anchor.size, range: range)
    if !frames.isEmpty {
      frames[frames.count - 1].height = max(frames[frames.count - 1].height, height)
    }
    let range = relative(range)
    append(Record(kind: .alias, start: range.lowerBound, end: range.upperBound, first: anchor.record))
  }

  /// Counts what an alias or a merge key stands for.
  mutating func bringIn(_ count: Int, range: Range<Int>) throws(SyntaxProblem) {
    broughtIn += count
    if broughtIn > limits.expandedNodes {
      throw SyntaxProblem(
        rule: SyntaxProblem.limit, range: range,
        message: "the aliases of this document stand for more than \(limits.expandedNodes) values",
        help: "repeat less through aliases")
    }
  }

  // MARK: Merge keys

  /// A mapping whose members a `<<` brings in.
  private struct MergeSource {
    let mapping: UInt32
    /// The alias that stands for it where it is used; `nil` where it is written just there.
    let alias: UInt32?
  }

  /// Adds the members that the `<<` of a closed mapping bring in, each at the place of its `<<`.
  ///
  /// As in YAML 1.1: the mapping's own members win, then those of a later `<<` over an earlier one's, and in a list
  /// those of an earlier mapping over a later one's.
  mutating func merge(into frame: Frame) throws(SyntaxProblem) {
    let waiting = merges[frame.mergesBefore...]
    merges.removeSubrange(frame.mergesBefore...)
    let container = Int(frame.record)

    var work: [(after: UInt32, sources: [MergeSource])] = []
    var candidates = Int(records[container].count)
    for merge in waiting {
      let sources = try mergeSources(of: merge.value)
      work.append((merge.after, sources))
      for source in sources { candidates += Int(records[Int(source.mapping)].count) }
    }

    prepareKeys(for: candidates)
    forEachMember(of: frame.record) { $0.enter($1) }
    for (after, sources) in work.reversed() {
      var last = after
      for source in sources {
        var member = records[Int(source.mapping)].first
        while member != 0 {
          let merged = mergedRecord(of: member, from: source)
          if !records[Int(member)].flags.contains(.isShadowed), !hasEntered(keyOf: merged) {
            try bringIn(Self.weight(ofText: merged.keyTextLength), range: absolute(merged.keyStart..<merged.keyEnd))
            last = insert(merged, copyOf: member, after: last, in: container)
            enter(last)
          }
          member = records[Int(member)].next
        }
      }
    }
  }

  private mutating func forEachMember(of container: UInt32, _ body: (inout Self, UInt32) -> Void) {
    var member = records[Int(container)].first
    while member != 0 {
      if !records[Int(member)].flags.contains(.isShadowed) { body(&self, member) }
      member = records[Int(member)].next
    }
  }

  /// The mappings that the value of a `<<` names: itself, or its items.
  private func mergeSources(of value: UInt32) throws(SyntaxProblem) -> [MergeSource] {
    let (target, alias) = resolve(value)
    switch records[Int(target)].kind {
    case .mapping: return [MergeSource(mapping: target, alias: alias)]
    case .sequence:
      var sources: [MergeSource] = []
      var item = records[Int(target)].first
      while item != 0 {
        let (mapping, itemAlias) = resolve(item)
        guard records[Int(mapping)].kind == .mapping else { throw notMergeable(item) }
        sources.append(MergeSource(mapping: mapping, alias: alias ?? itemAlias))
        item = records[Int(item)].next
      }
      return sources
    default: throw notMergeable(value)
    }
  }

  private func resolve(_ index: UInt32) -> (target: UInt32, alias: UInt32?) {
    let record = records[Int(index)]
    return record.kind == .alias ? (record.first, index) : (index, nil)
  }

  private func notMergeable(_ index: UInt32) -> SyntaxProblem {
    let record = records[Int(index)]
    let value = absolute(record.start..<record.end)
    let range = value.isEmpty ? absolute(record.keyStart..<max(record.keyStart, record.keyEnd)) : value
    return SyntaxProblem(
      range: range, message: "the merge key '<<' takes a mapping or a list of mappings, not \(describe(index))",
      help: "name a mapping, as in '<<: *defaults', or quote the key if no merging is meant")
  }

  private func describe(_ index: UInt32) -> String {
    switch records[Int(resolve(index).target)].kind {
    case .null: "null"
    case .boolean: "a boolean"
    case .integer, .float: "a number"
    case .string: "a text"
    case .sequence: "a list"
    case .mapping, .alias: "a mapping"
    }
  }

  /// The record of a member that is brought in. One that an alias brings has its place where the alias is.
  private func mergedRecord(of member: UInt32, from source: MergeSource) -> Record {
    let original = records[Int(member)]
    var merged = original
    if let alias = source.alias {
      let site = records[Int(alias)]
      merged = Record(
        kind: .alias, start: site.start, end: site.end, keyStart: site.start, keyEnd: site.end,
        first: resolve(member).target)
      merged.keyTextStart = original.keyTextStart
      merged.keyTextLength = original.keyTextLength
      merged.flags = original.flags.intersection(.isKeyDecoded)
    }
    merged.flags.insert(.isMerged)
    merged.next = 0
    return merged
  }

  private mutating func insert(_ record: Record, copyOf original: UInt32, after last: UInt32, in container: Int)
    -> UInt32
  {
    let index = UInt32(truncatingIfNeeded: records.count)
    records.append(record)
    if record.flags.contains(.hasLocalTag), let tag = tags.text(of: original) { add(tag: tag, of: index) }
    if last == 0 {
      records[Int(index)].next = records[container].first
      records[container].first = index
    } else {
      records[Int(index)].next = records[Int(last)].next
      records[Int(last)].next = index
    }
    records[container].count += 1
    return index
  }
}
