import ArgumentParser
import DeployLint

/// `deploylint eval EXPRESSION FILE`
struct Eval: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "deploylint eval",
    abstract: "Evaluate an expression of the rule language on a request, and show the value of each part of it.",
    discussion: """
      The expression reads what a rule reads: self, parent, instances, instancesKnown and written. \
      'deploylint explain cel' tells of the language.

      EXAMPLES
        deploylint eval 'has(self.DeploymentConfig)' endpoint.yaml
        deploylint eval --at DeploymentConfig.BlueGreenUpdatePolicy.TrafficRoutingConfiguration \\
          'self.CanarySize.Value <= 50' endpoint.yaml
        deploylint eval --instances 4 'instances * 2' - < endpoint.json

      EXIT STATUS
        0  the expression has a value, or it is unknown
        2  the expression is wrong or fails, or the file cannot be read or holds no request
      """)

  @Argument(help: ArgumentHelp("An expression.", valueName: "expression"))
  var expression: String

  @Argument(help: ArgumentHelp("A file with a request; '-' is standard input.", valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp("Where 'self' is in the request, such as Tags[0] (default: the request).", valueName: "path"))
  var at = ""

  @Option(
    help: ArgumentHelp(
      "Take every document for this kind: CreateEndpoint, UpdateEndpoint or DeploymentConfig.", valueName: "kind"))
  var kind: KindOption?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How many instances the endpoint has.", valueName: "number"))
  var instances: Int?

  func validate() throws {
    if let instances, !(1...Int(Int32.max)).contains(instances) {
      throw ValidationError("--instances is \(instances); an endpoint has 1 to \(Int32.max) instances")
    }
  }

  func run() throws {
    var options = ExpressionEvaluation.Options()
    options.kind = kind?.kind
    options.instances = instances
    options.place = at
    let source = try read()
    let format = TextFormat(path: source.name) ?? TextFormat(of: source)
    let outcome = ExpressionEvaluation.run(expression, on: source, format: format, options)
    try Terminal.show(outcome.text)
    Terminal.remark(outcome.remarks)
    if !outcome.isComplete { throw ExitCode(ExitStatus.failed) }
  }

  private func read() throws(ExitCode) -> Source {
    do throws(FileError) {
      let bytes = file == "-" ? try FileReader.readStandardInput() : try FileReader.read(file)
      return Source(name: file == "-" ? "<stdin>" : file, bytes: bytes)
    } catch {
      Terminal.complain("cannot read \(DisplayText.escaped(file)): \(error.message)")
      throw ExitCode(ExitStatus.failed)
    }
  }
}
