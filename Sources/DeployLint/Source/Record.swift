/// One node of a document's tree, as it lies in the arena.
///
/// Offsets are bytes from the document's `base`, so that 32 bits do however long the stream is.
struct Record {
  enum Kind: UInt8 {
    case null
    case boolean
    case integer
    case float
    case string
    case sequence
    case mapping
    /// Stands for the record that `first` names: `*anchor`, or a member that `<<` brought in.
    case alias
  }

  struct Flags: OptionSet {
    let rawValue: UInt8
    /// A YAML scalar without quotes: other readers may type it differently.
    static let isPlain = Flags(rawValue: 1 << 0)
    /// The decoded text lies in the document's side buffer, because the file spells it differently.
    static let isTextDecoded = Flags(rawValue: 1 << 1)
    static let isKeyDecoded = Flags(rawValue: 1 << 2)
    /// A later member of the same mapping has the same key; the last one counts.
    static let isShadowed = Flags(rawValue: 1 << 3)
    /// Brought in by a merge key `<<`.
    static let isMerged = Flags(rawValue: 1 << 4)
    /// Written with brackets or braces.
    static let isFlow = Flags(rawValue: 1 << 5)
    /// Has a YAML tag outside the core schema; the document's `tags` hold it.
    static let hasLocalTag = Flags(rawValue: 1 << 6)
  }

  var kind: Kind
  var flags: Flags = []
  /// The value as written, quotes and brackets included. For an alias: the `*name`.
  var start: UInt32
  var end: UInt32
  /// The key as written, quotes included; empty where the node is no member of a mapping.
  var keyStart: UInt32 = 0
  var keyEnd: UInt32 = 0
  /// The decoded text of a scalar, in the file or in the side buffer.
  var textStart: UInt32 = 0
  var textLength: UInt32 = 0
  var keyTextStart: UInt32 = 0
  var keyTextLength: UInt32 = 0
  /// The next node of the same container, shadowed ones included; 0 for none.
  var next: UInt32 = 0
  /// The first child of a container (0 for none), or what an alias stands for.
  var first: UInt32 = 0
  /// How many children a container has, shadowed ones not counted.
  var count: UInt32 = 0
}
