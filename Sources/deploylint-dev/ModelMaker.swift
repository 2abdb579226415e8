import DeployLint

/// Makes `rules/sagemaker/model.json` from the service's API model.
enum ModelMaker {
  static let path = "rules/sagemaker/model.json"

  /// - Parameters:
  ///   - version, date: of the service model, which does not say them itself; without them those of the present file
  ///     stay.
  static func make(from file: String, version: String?, date: String?, _ files: inout GeneratedFiles) throws {
    let bytes = file == "-" ? try FileReader.readStandardInput() : try FileReader.read(file)
    let present = try? json(path, FileReader.read(path)).root
    guard let version = version ?? present?.member("version")?.text, let date = date ?? present?.member("date")?.text
    else { throw Failure(description: "there is no \(path) yet; give --version and --date") }
    var limits = ReaderLimits.standard
    limits.documentBytes = 1 << 28
    let text = try ServiceModel.convert(json(file, bytes, limits).root, version: version, date: date)
    try files.put(text, at: path)
  }

  static func json(_ name: String, _ bytes: [UInt8], _ limits: ReaderLimits = .standard) throws -> Document {
    var reader = DocumentReader(source: Source(name: name, bytes: bytes), format: .json, limits: limits)
    switch reader.next() {
    case .document(let document): return document
    case .problem(let problem, _): throw Failure(description: "\(name): \(problem.message)")
    case nil: throw Failure(description: "\(name) is empty")
    }
  }
}
