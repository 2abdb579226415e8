/// Reads an API model from a file at run time: botocore's `service-2.json`, or what `deploylint-dev model` makes of it.
package enum ModelFile {
  /// Why a file cannot be used.
  package struct Failure: Error, Sendable {
    /// One line, with the file's name, and the place where there is one.
    package let message: String
    package let help: String
  }

  private static let help = "give botocore's data/sagemaker/2017-07-24/service-2.json; 'gzip -dc' unpacks the .gz"
  /// The service's whole model is larger than any request.
  private static let largest = 1 << 28

  package static func read(_ path: String) throws(Failure) -> Model {
    let name = DisplayText.escaped(path)
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try FileReader.read(path)
    } catch {
      throw Failure(message: "cannot read the API model \(name): \(error.message)", help: "")
    }
    if bytes.starts(with: [0x1F, 0x8B]) {
      throw Failure(message: "the API model \(name) is packed with gzip", help: "unpack it: gzip -dc \(name)")
    }
    let day = FileReader.modificationDay(path) ?? "an unknown day"
    return try read(Source(name: path, bytes: bytes), day: day)
  }

  /// - Parameter day: of the file; the service's own form of a model does not say when it was made.
  static func read(_ source: Source, day: String) throws(Failure) -> Model {
    let root = try document(source).root
    let name = DisplayText.escaped(source.name)
    do throws(Model.FormatError) {
      if root.kind == .mapping, root.member("$defs") != nil {
        return try Model(root, name: "the API model \(name) of \(root.member("date")?.text ?? day)")
      }
      return try Model(
        converted(root, source, day: day), name: "the API model \(name), a file of \(day)")
    } catch {
      throw Failure(message: "\(name) cannot be used as API model: \(error.description)", help: help)
    }
  }

  /// The service's own form as that of `model.json`.
  private static func converted(_ root: Node, _ source: Source, day: String) throws(Model.FormatError) -> Node {
    let text = try ServiceModel.convert(root, version: source.name, date: day)
    let converted = Source(name: source.name, bytes: Array(text.utf8), isSynthetic: true)
    guard let document = try? document(converted) else {
      throw Model.FormatError(description: "it holds text that is not UTF-8")
    }
    return document.root
  }

  private static func document(_ source: Source) throws(Failure) -> Document {
    var limits = ReaderLimits.standard
    limits.documentBytes = largest
    var reader = DocumentReader(source: source, format: .json, limits: limits)
    while let event = reader.next() {
      switch event {
      case .document(let document): return document
      case .problem(let problem, _):
        if problem.rule == SyntaxProblem.byteOrderMark { continue }
        let place = LineIndex(source).position(of: problem.range.lowerBound).display
        throw Failure(
          message: "the API model \(DisplayText.escaped(source.name)):\(place) is not JSON: \(problem.message)",
          help: problem.help)
      }
    }
    throw Failure(message: "the API model \(DisplayText.escaped(source.name)) is empty", help: help)
  }
}
