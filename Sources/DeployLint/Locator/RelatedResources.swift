/// The resources beside an endpoint that its request names: endpoint configurations and alarms.
///
/// A template, plan or state machine holds them itself; requests and manifests find them in other documents of the
/// stream, and requests also in other files of the run. What cannot be told for certain is not there: a name that two
/// configurations have, a reference through an expression.
struct RelatedResources: Sendable {
  /// The text of a name. Equal names are equal bytes.
  typealias Name = [UInt8]

  /// The names of all alarms; unknown as soon as one of them is.
  struct Alarms: Sendable {
    private(set) var places: [(name: String, place: EndpointConfiguration.Place)] = []
    private var names: Set<Name> = []
    private var isComplete = true

    /// Whether no alarm of this name is defined, where alarms are defined and all names are known.
    func lacks(_ name: String) -> Bool { isComplete && !names.isEmpty && !names.contains(Name(name.utf8)) }

    fileprivate mutating func add(_ resource: Node, key: String, reader: any ValueReader) {
      guard let member = resource.member(key), case .value(let node) = reader.read(member), node.kind == .string else {
        isComplete = false
        return
      }
      let place = EndpointConfiguration.Place(
        path: RequestPath([.member(key)]), range: node.mark, document: node.document.number)
      if names.insert(Name(node.text.utf8)).inserted { places.append((node.text, place)) }
    }

    /// Something may define further ones.
    fileprivate mutating func doubt() { isComplete = false }
  }

  private(set) var alarms = Alarms()
  private var byName: [Name: [LocatedConfiguration]] = [:]
  /// By what requests of the same document refer to: a logical id, an address.
  private var byReference: [Name: [LocatedConfiguration]] = [:]
  /// Terraform's endpoints by their place in the plan, and the reference that the configuration has for each.
  private var planned: [Int: Name] = [:]
  /// Configurations of other files of the run.
  private let others: [Name: EndpointConfiguration]

  init(others: [Name: EndpointConfiguration] = [:]) {
    self.others = others
  }

  // MARK: What a request names

  /// The configuration that a request names; `nil` where none is found, or more than one.
  ///
  /// - Parameter reader: how the request is read, which is also how the configuration is.
  func configuration(of request: LocatedRequest, _ reader: any ValueReader) -> EndpointConfiguration? {
    if let name = Self.configurationName(request.root, request.dialect, reader) {
      guard let found = byName[name] else { return others[name] }
      return Self.only(found).map { EndpointConfiguration($0, reader) }
    }
    let reference =
      planned[request.root.valueRange.lowerBound]
      ?? request.root.member(request.dialect.spelled("EndpointConfigName")).flatMap { node in
        CloudFormation.resourceName(in: node) ?? Terraform.configurationReference(in: node)
      }
    return reference.flatMap { Self.only(byReference[$0]) }.map { EndpointConfiguration($0, reader) }
  }

  /// Whether the stream holds configurations of this name.
  func holds(_ name: Name) -> Bool { byName[name] != nil }

  /// The name that a request, or a configuration itself, gives; `nil` where it is not known.
  static func configurationName(_ root: Node, _ dialect: Dialect, _ reader: any ValueReader) -> Name? {
    guard let member = root.member(dialect.spelled("EndpointConfigName")), case .value(let node) = reader.read(member),
      node.kind == .string, node.localTag == nil
    else { return nil }
    return Name(node.text.utf8)
  }

  private static func only(_ found: [LocatedConfiguration]?) -> LocatedConfiguration? {
    found?.count == 1 ? found?.first : nil
  }

  // MARK: Finding them

  /// Whether a stream may hold configurations or alarms beside its requests: they may come later, so that its
  /// documents are all read before the first is checked.
  static func mayStand(in bytes: [UInt8]) -> Bool {
    // With a capital or a small first letter.
    ["roductionVariants", "MetricAlarm"].contains { word in
      bytes.withUnsafeBufferPointer { holds(Array(word.utf8), in: $0) }
    }
  }

  /// Horspool's search: the byte under the word's end says how far it can move on.
  private static func holds(_ word: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Bool {
    let last = word.count - 1
    var shifts = [Int](repeating: word.count, count: 256)
    for (index, byte) in word.dropLast().enumerated() { shifts[Int(byte)] = last - index }
    var end = last
    while end < text.count {
      if text[end - last...end].elementsEqual(word) { return true }
      end += shifts[Int(text[end])]
    }
    return false
  }

  /// Adds a CreateEndpointConfig request of the stream.
  mutating func add(request root: Node) {
    add(root, .api, PlainReader(), name: Self.configurationName(root, .api, PlainReader()))
  }

  /// Adds what a manifest of the stream defines, where it is one.
  mutating func add(manifest root: Node) {
    guard let group = root.member("apiVersion")?.text, let kind = root.member("kind")?.text,
      let spec = root.member("spec")
    else { return }
    if group.utf8.starts(with: "sagemaker.services.k8s.aws/".utf8), kind == "EndpointConfig" {
      let name = Self.configurationName(spec, Kubernetes.dialect, PlainReader())
      add(spec, Kubernetes.dialect, PlainReader(), name: name)
    } else if group.utf8.starts(with: "cloudwatch.services.k8s.aws/".utf8), kind == "MetricAlarm" {
      alarms.add(spec, key: "name", reader: PlainReader())
    }
  }

  /// Adds everything that a document of another tool defines.
  ///
  /// - Parameter reader: how values are read that do not depend on conditions.
  mutating func add(_ document: Document, _ carrier: Carrier, _ reader: any ValueReader) {
    switch carrier {
    case .cloudFormation: addTemplate(document.root, CloudFormation.reader(in: document.root))
    case .stepFunctions: addTasks(document.root, reader)
    case .terraform: addTerraform(document.root, reader)
    case .kubernetes: break
    }
  }

  /// The configurations that can be named from other files, and their names.
  var named: [(name: Name, configuration: EndpointConfiguration)] {
    byName.compactMap { name, found in
      Self.only(found).map { (name, EndpointConfiguration($0, PlainReader())) }
    }
  }

  private mutating func add(
    _ root: Node, _ dialect: Dialect, _ reader: any ValueReader, name: Name?, reference: Name? = nil
  ) {
    let located = LocatedConfiguration(root: root, dialect: dialect)
    if let name { byName[name, default: []].append(located) }
    if let reference { byReference[reference, default: []].append(located) }
  }

  // MARK: Templates

  private mutating func addTemplate(_ root: Node, _ reader: any ValueReader) {
    guard let resources = root.member("Resources") else { return }
    for resource in resources.children {
      // A macro or a nested stack may define anything.
      if resource.key.utf8.starts(with: "Fn::".utf8) { alarms.doubt() }
      guard let type = resource.member("Type"), type.kind == .string else { continue }
      let properties = resource.member("Properties")
      switch type.text {
      case "AWS::SageMaker::EndpointConfig":
        guard let properties else { continue }
        let name = Self.configurationName(properties, CloudFormation.dialect, reader)
        add(properties, CloudFormation.dialect, reader, name: name, reference: Name(resource.key.utf8))
      case "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm":
        alarms.add(properties ?? resource, key: "AlarmName", reader: reader)
      case "AWS::CloudFormation::Stack", "AWS::Serverless::Application": alarms.doubt()
      default: break
      }
    }
  }

  // MARK: State machines

  /// Recursion is bounded by the readers' depth limit.
  private mutating func addTasks(_ node: Node, _ reader: any ValueReader) {
    guard node.isContainer, node.definitionRange == nil else { return }
    if let resource = node.member("Resource"), resource.kind == .string, Self.createsConfiguration(resource.text) {
      guard let arguments = node.member("Parameters") ?? node.member("Arguments") else { return }
      let name = Self.configurationName(arguments, StepFunctions.dialect, reader)
      add(arguments, StepFunctions.dialect, reader, name: name)
      return
    }
    for child in node.children { addTasks(child, reader) }
  }

  private static func createsConfiguration(_ resource: String) -> Bool {
    let ending = ":sagemaker:createEndpointConfig".utf8
    return resource.utf8.starts(with: "arn:".utf8) && resource.utf8.suffix(ending.count).elementsEqual(ending)
  }

  // MARK: Terraform

  private mutating func addTerraform(_ root: Node, _ reader: any ValueReader) {
    // Other files of the module may define further alarms, so those of this one tell nothing.
    for (node, _) in Terraform.blocks(root.member("resource"), []) {
      for (resources, _) in Terraform.blocks(node.member(Terraform.configurationType), []) {
        for resource in resources.children {
          guard let body = Terraform.blocks(resource, []).first?.node else { continue }
          let name = Self.configurationName(inTerraform: body, reader)
          add(body, Terraform.dialect, reader, name: name, reference: Name(resource.key.utf8))
        }
      }
    }
    var references: [String: String] = [:]
    if let module = root.member("configuration")?.member("root_module") {
      Terraform.collectReferences(module, prefix: "", &references)
    }
    for name in ["planned_values", "values"] {
      if let module = root.member(name)?.member("root_module") { addModule(module, references, reader) }
    }
  }

  /// Recursion is bounded by the readers' depth limit.
  private mutating func addModule(_ module: Node, _ references: [String: String], _ reader: any ValueReader) {
    for resource in module.member("resources")?.children.map({ $0 }) ?? [] {
      guard let type = resource.member("type"), let values = resource.member("values"), values.kind == .mapping else {
        continue
      }
      let address = resource.member("address").map { Terraform.Address($0.text, type: type.text) }
      switch type.text {
      case Terraform.configurationType:
        add(
          values, Terraform.dialect, reader, name: Self.configurationName(inTerraform: values, reader),
          reference: address.map { Name(($0.module + $0.resource).utf8) })
      case "aws_sagemaker_endpoint":
        if let address, let reference = references[address.withoutKeys] {
          planned[values.valueRange.lowerBound] = Name((address.module + reference).utf8)
        }
      case "aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm":
        alarms.add(values, key: "alarm_name", reader: reader)
      default: break
      }
    }
    for child in module.member("child_modules")?.children.map({ $0 }) ?? [] { addModule(child, references, reader) }
  }

  private static func configurationName(inTerraform resource: Node, _ reader: any ValueReader) -> Name? {
    guard let member = resource.member("name"), case .value(let node) = reader.read(member), node.kind == .string else {
      return nil
    }
    return Name(node.text.utf8)
  }
}
