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
    /// The values that are their names, each name once, and the keys that they stand under.
    private(set) var named: [(name: Node, key: String)] = []
    private var names: Set<Name> = []
    private var isComplete = true

    /// Whether alarms are defined, and all names are known.
    var mayLack: Bool { isComplete && !names.isEmpty }

    /// Whether no alarm of this name is defined, where alarms are defined and all names are known.
    func lacks(_ name: Node) -> Bool { mayLack && !names.contains(name.withText(Name.init)) }

    fileprivate mutating func add(_ resource: Node, key: String, reader: any ValueReader) {
      guard let member = resource.member(key), case .value(let node) = reader.read(member), node.kind == .string else {
        isComplete = false
        return
      }
      if names.insert(node.withText(Name.init)).inserted { named.append((node, key)) }
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
  /// Configurations whose names depend on conditions.
  private var conditional: [LocatedConfiguration] = []
  /// Configurations of other files of the run, and of other documents of the stream.
  private let others: [Name: EndpointConfiguration]

  /// - Parameter others: those of other files.
  init(others: [Name: EndpointConfiguration] = [:]) {
    self.others = others
  }

  /// What a document of another tool finds beside itself: configurations, and no alarms.
  init(outside stream: RelatedResources) {
    var others = stream.others
    for (name, configuration) in stream.named { others[name] = configuration }
    self.others = others
  }

  // MARK: What a request names

  /// The configuration that a request names; `nil` where none is found, or more than one.
  ///
  /// - Parameter reader: how the request is read, which is also how the configuration is.
  func configuration(of request: LocatedRequest, _ reader: any ValueReader) -> EndpointConfiguration? {
    if byName.isEmpty, byReference.isEmpty, conditional.isEmpty, others.isEmpty { return nil }
    if let name = name(in: request, reader) {
      let found =
        (byName[name] ?? [])
        + conditional.filter { Self.configurationName($0.root, $0.dialect, reader) == name }
      return found.isEmpty ? others[name] : read(found, reader)
    }
    return found(keyOf: request, reader) { key in
      byReference[key].map { read($0, reader) } ?? others[key].map(Optional.some)
    }
  }

  private func read(_ found: [LocatedConfiguration], _ reader: any ValueReader) -> EndpointConfiguration? {
    found.count == 1 ? EndpointConfiguration(found[0], reader) : nil
  }

  /// What a request may find in other files: the names by which it asks for its configuration.
  func missing(of request: LocatedRequest, _ reader: any ValueReader) -> [Name] {
    let names = name(in: request, reader).map { [$0] } ?? request.configurationKeys
    return names.filter { byName[$0] == nil && byReference[$0] == nil }
  }

  private func name(in request: LocatedRequest, _ reader: any ValueReader) -> Name? {
    guard case .value(let root) = reader.read(request.root) else { return nil }
    return Self.configurationName(root, request.dialect, reader)
  }

  /// What `find` makes of the first thing that stands for the name of a configuration, where the name itself is not
  /// known: each takes some work to be told.
  private func found(
    keyOf request: LocatedRequest, _ reader: any ValueReader, find: (Name) -> EndpointConfiguration??
  ) -> EndpointConfiguration? {
    if let key = planned[request.root.valueRange.lowerBound] { return find(key) ?? nil }
    for key in request.configurationKeys { if let found = find(key) { return found } }
    guard case .value(let root) = reader.read(request.root),
      let written = root.member(request.dialect.spelled("EndpointConfigName"))
    else { return nil }
    let node = reader.chosen(written)
    if let resource = Intrinsic.resource(in: node), let found = find(Name(resource.utf8)) { return found }
    if let reference = Terraform.configurationReference(in: node), let found = find(reference) { return found }
    return find(Self.expression(node)) ?? nil
  }

  /// An expression that stands in two places has one value in both.
  private static func expression(_ node: Node) -> Name { Name(Intrinsic.canonical(node).utf8) }

  /// The name that a request, or a configuration itself, gives; `nil` where it is not known.
  static func configurationName(_ root: Node, _ dialect: Dialect, _ reader: any ValueReader) -> Name? {
    guard let member = root.member(dialect.spelled("EndpointConfigName")), case .value(let node) = reader.read(member),
      node.kind == .string, node.localTag == nil
    else { return nil }
    return Name(node.text.utf8)
  }

  // MARK: Finding them

  /// Whether a stream may hold configurations or alarms beside its requests: they may come later, so that its
  /// documents are all read before the first is checked.
  static func mayStand(in bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { WordSearch.signs(.relatedResource, in: $0) == .relatedResource }
  }

  /// Adds a CreateEndpointConfig request of the stream.
  mutating func add(request root: Node) {
    add(root, .api, name: Self.configurationName(root, .api, PlainReader()))
  }

  /// Adds what the manifests of a document define, and the configurations that the calls in it have made.
  mutating func add(manifests root: Node) {
    for record in CloudTrail.records(in: root) where record.isCall("CreateEndpointConfig") {
      guard let request = record.request else { continue }
      let reader = CloudTrail.RecordReader()
      add(request, CloudTrail.dialect, name: Self.configurationName(request, CloudTrail.dialect, reader))
    }
    for manifest in Kubernetes.manifests(in: root) {
      guard let spec = manifest.node.member("spec") else { continue }
      if Kubernetes.isConfiguration(manifest) {
        add(
          spec, Kubernetes.dialect, name: Self.configurationName(spec, Kubernetes.dialect, PlainReader()),
          keys: manifest.name.map { [Kubernetes.resourceName(manifest.namespace, $0)] } ?? [])
      } else if manifest.isOne("MetricAlarm", of: "cloudwatch.services.k8s.aws") {
        alarms.add(spec, key: "name", reader: PlainReader())
      }
    }
  }

  /// Adds everything that a document of another tool defines.
  mutating func add(_ document: Document, _ carrier: Carrier, _ carried: Carried) {
    if let template = carried.template { add(template) }
    if carrier == .terraform { addTerraform(document.root) }
    for machine in carried.machines { add(machine) }
  }

  /// The configurations that can be named from other files, and their names.
  var named: [(name: Name, configuration: EndpointConfiguration)] {
    if byName.isEmpty, byReference.isEmpty { return [] }
    return [byName, byReference].flatMap { found in
      found.compactMap { name, found in read(found, PlainReader()).map { (name, $0) } }
    }
  }

  private mutating func add(_ root: Node, _ dialect: Dialect, name: Name?, keys: [Name] = []) {
    let located = LocatedConfiguration(root: root, dialect: dialect)
    if let name { byName[name, default: []].append(located) }
    for key in keys { byReference[key, default: []].append(located) }
  }

  // MARK: Templates

  private mutating func add(_ template: StackTemplate) {
    if template.mayHoldMore { alarms.doubt() }
    let plainReader: any ValueReader = template.reader
    for resource in template.resources {
      let type = resource.type
      if type.hasText(CloudFormation.configurationType) {
        if let properties = resource.node.member("Properties") { add(properties, of: resource, template.reader) }
      } else if type.hasText("AWS::CloudWatch::Alarm") || type.hasText("AWS::CloudWatch::CompositeAlarm") {
        var reader = plainReader
        if !resource.loopVariables.isEmpty {
          var looping = template.reader
          looping.loopVariables = resource.loopVariables
          reader = looping
        }
        alarms.add(resource.node.member("Properties") ?? resource.node, key: "AlarmName", reader: reader)
      } else if type.hasText("AWS::CloudFormation::Stack") || type.hasText("AWS::Serverless::Application")
        || type.withText({ $0.suffix(8).elementsEqual("::MODULE".utf8) })
      {
        alarms.doubt()
      }
    }
  }

  private mutating func add(_ properties: Node, of resource: StackTemplate.Resource, _ reader: TemplateReader) {
    // A loop makes several, and which one is meant is not known.
    guard resource.loopVariables.isEmpty else { return }
    var keys = [Name(resource.id.utf8)]
    let written = properties.member("EndpointConfigName")
    if let written, Intrinsic(written) != nil { keys.append(Self.expression(written)) }
    let name = Self.configurationName(properties, CloudFormation.dialect, reader)
    if name == nil, written != nil {
      conditional.append(LocatedConfiguration(root: properties, dialect: CloudFormation.dialect))
    }
    add(properties, CloudFormation.dialect, name: name, keys: keys)
  }

  // MARK: State machines

  private mutating func add(_ machine: StateMachine) {
    let reader = StepFunctions.ExpressionReader(hasSubstitutions: machine.hasSubstitutions)
    for task in machine.tasks {
      guard let resource = task.node.member("Resource"), resource.kind == .string, let arguments = task.arguments else {
        continue
      }
      if StepFunctions.action(of: resource.text) == "createEndpointConfig" {
        let name = Self.configurationName(arguments, StepFunctions.dialect, reader)
        add(arguments, StepFunctions.dialect, name: name, keys: machine.keys(ofResultOf: task).map { [$0] } ?? [])
      } else if ["putMetricAlarm", "putCompositeAlarm"].contains(where: { action in
        resource.text.utf8.suffix(action.utf8.count + 1).elementsEqual(":\(action)".utf8)
      }) {
        alarms.add(arguments, key: "AlarmName", reader: reader)
      }
    }
  }

  // MARK: Terraform

  private mutating func addTerraform(_ root: Node) {
    // Other files of the module may define further alarms, so those of this one tell nothing.
    for (node, _) in Terraform.blocks(root.member("resource"), []) {
      for (resources, _) in Terraform.blocks(node.member(Terraform.configurationType), []) {
        for resource in resources.children {
          guard let body = Terraform.blocks(resource, []).first?.node else { continue }
          add(terraform: body, Terraform.ExpressionReader(), key: Name(resource.key.utf8))
        }
      }
    }
    for (attributes, _) in Terraform.storedInstances(in: root, ofType: Terraform.configurationType) {
      add(terraform: attributes, PlainReader(), key: nil)
    }
    var references: [String: String] = [:]
    if let module = root.member("configuration")?.member("root_module") {
      Terraform.collectReferences(module, prefix: "", &references)
    }
    for name in ["planned_values", "values"] {
      if let module = root.member(name)?.member("root_module") { addModule(module, references) }
    }
  }

  /// Recursion is bounded by the readers' depth limit.
  private mutating func addModule(_ module: Node, _ references: [String: String]) {
    for resource in module.member("resources")?.children.map({ $0 }) ?? [] {
      guard let type = resource.member("type"), let values = resource.member("values"), values.kind == .mapping else {
        continue
      }
      let address = resource.member("address").map { Terraform.Address($0.text, type: type.text) }
      switch type.text {
      case Terraform.configurationType:
        add(terraform: values, PlainReader(), key: address.map { Name(($0.module + $0.resource).utf8) })
      case "aws_sagemaker_endpoint":
        if let address, let reference = references[address.withoutKeys] {
          planned[values.valueRange.lowerBound] = Name((address.module + reference).utf8)
        }
      case "aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm":
        alarms.add(values, key: "alarm_name", reader: PlainReader())
      default: break
      }
    }
    for child in module.member("child_modules")?.children.map({ $0 }) ?? [] { addModule(child, references) }
  }

  private mutating func add(terraform resource: Node, _ reader: any ValueReader, key: Name?) {
    var name: Name?
    if let member = resource.member("name"), case .value(let node) = reader.read(member), node.kind == .string {
      name = Name(node.text.utf8)
    }
    add(resource, Terraform.dialect, name: name, keys: key.map { [$0] } ?? [])
  }
}
