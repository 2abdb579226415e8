/// Reads files one behind the other, in place of many at once, and tells which of them have to be checked.
///
/// To read and search a file costs less than to hand it to another thread; most files of a walk are none that is checked.
struct FileSearch {
  enum Answer {
    /// Nothing in it speaks of a request.
    case passedOver
    case wanted(FileCheck.Content)
  }

  /// So many bytes of files that wait for their check are kept; those of others are read again.
  private static let mostKept = 16 << 20

  private let buffer = FileBuffer(longest: DocumentParts.longText)
  private var kept = 0
  /// Whether a file that is checked may define what requests of others name; that is searched for as long as it is not
  /// known.
  var mayHoldRelatedResources: Bool

  /// - Parameter mayHoldRelatedResources: whether that is taken for granted.
  init(mayHoldRelatedResources: Bool) {
    self.mayHoldRelatedResources = mayHoldRelatedResources
  }

  /// Looks into a file.
  ///
  /// - Parameter isWanted: whether it is checked even if it holds no word of a request.
  mutating func search(_ file: FileBuffer.Name, path: @autoclosure () -> String, isWanted: Bool) -> Answer {
    do throws(FileError) {
      try buffer.read(file, path: path())
    } catch {
      mayHoldRelatedResources = true
      return .wanted(.unreadable(error))
    }
    guard buffer.isWhole else {
      // It is read again in parts, of which memory is to hold a few.
      buffer.shrink()
      mayHoldRelatedResources = mayHoldRelatedResources || Self.mayHoldRelatedResources(path())
      return .wanted(.notRead)
    }
    var wanted: WordSearch.Signs = isWanted ? [] : .request
    if !mayHoldRelatedResources { wanted.insert(.relatedResource) }
    let found = wanted.isEmpty ? [] : WordSearch.signs(wanted, in: buffer.bytes)
    guard isWanted || found.contains(.request) else { return .passedOver }
    if found.contains(.relatedResource) { mayHoldRelatedResources = true }
    guard kept + buffer.bytes.count <= Self.mostKept else { return .wanted(.notRead) }
    kept += buffer.bytes.count
    return .wanted(.read(Array(buffer.bytes)))
  }

  /// Whether a file that is never checked holds a word of a request.
  func mayHoldRequest(_ file: FileBuffer.Name, path: @autoclosure () -> String) -> Bool {
    guard (try? buffer.read(file, path: path())) != nil else { return false }
    if buffer.isWhole { return WordSearch.signs(.request, in: buffer.bytes) == .request }
    buffer.shrink()
    return (try? FileReader.hasPiece(of: path(), WordSearch.mayHoldRequest)) ?? false
  }

  /// What waited has been checked.
  mutating func forget() { kept = 0 }

  /// Whether a long file does; one that cannot be read may.
  private static func mayHoldRelatedResources(_ path: String) -> Bool {
    (try? FileReader.hasPiece(of: path, RelatedResources.mayStand)) ?? true
  }
}
