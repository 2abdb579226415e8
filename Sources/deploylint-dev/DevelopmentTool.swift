import DeployLint

/// Writes the generated files, or checks that they are fresh. Run it in the project's root.
enum DevelopmentTool {
  private static let usage = """
    usage: deploylint-dev model FILE [--version TEXT --date YYYY-MM-DD] [--check]
             makes rules/sagemaker/model.json from botocore's service-2.json; '-' is standard input
             (gzip -dc …/data/sagemaker/2017-07-24/service-2.json.gz | deploylint-dev model -)
           deploylint-dev pack [--check]
             makes what is embedded, and rules/README.md, from rules/
           deploylint-dev mutate
             tries the examples of the rules on wrong versions of them; ends with 1 where one stays unseen
           deploylint-dev release [--output FOLDER] [--executable FILE] [--platform NAME]
             makes the archive, the wheel and their checksums in .build/dist; builds the executable if none is given
    --check writes nothing and ends with 1 where a file is not what would be written

    """

  static func run(_ arguments: [String]) -> Int32 {
    var words: [String] = []
    var options: [String: String] = [:]
    var rest = arguments[...]
    while let word = rest.popFirst() {
      switch word {
      case "--check": options[word] = ""
      case "--version", "--date", "--output", "--executable", "--platform": options[word] = rest.popFirst() ?? ""
      default: words.append(word)
      }
    }
    var files = GeneratedFiles(isCheck: options["--check"] != nil)
    do {
      switch (words.first, words.count) {
      case ("model", 2):
        try ModelMaker.make(from: words[1], version: options["--version"], date: options["--date"], &files)
      case ("pack", 1): try PackMaker.make(&files)
      case ("mutate", 1): return try PackMaker.mutate() ? 0 : 1
      case ("release", 1):
        var release = ReleaseMaker()
        release.folder = options["--output"] ?? release.folder
        release.executable = options["--executable"]
        release.platform = options["--platform"] ?? release.platform
        try release.make()
      default:
        report(usage)
        return 2
      }
    } catch {
      report("error: \(error)\n")
      return 2
    }
    return files.isStale ? 1 : 0
  }
}
