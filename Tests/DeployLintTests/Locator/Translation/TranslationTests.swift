import Testing

@testable import DeployLint

/// Every example of every rule, written in every carrier, has the findings that it has as the API's own request.
struct TranslationTests {
  static let requests = WholeRequest.all

  @Test func thereAreHundredsOfThem() {
    #expect(Set(Self.requests.map(\.rule)).count == RulePack.ruleIDs.count)
    #expect(Self.requests.count > 300)
    for carrier in CarrierSpelling.allCases {
      let left = Self.requests.count { Self.difference(carrier, $0) == nil }
      #expect(left * 100 > Self.requests.count * 85, "\(carrier) takes \(left)")
    }
  }

  @Test(arguments: CarrierSpelling.allCases, requests)
  func aCarrierHasTheFindingsOfTheRequest(_ carrier: CarrierSpelling, _ request: WholeRequest) throws {
    let api = try lint(
      request.body.description, name: "request.json", kind: request.kind, instances: request.instances,
      enable: request.isOffByDefault ? [request.rule] : [])
    let there = try lint(
      carrier.document(request).description, name: carrier.fileName, kind: nil, instances: request.instances,
      enable: request.isOffByDefault ? [request.rule] : [])
    #expect(there.requests == 1)
    #expect(there.issues == [])
    for finding in there.diagnostics {
      #expect(finding.request?.carrier != nil)
      let words = Set((finding.message + " " + finding.help).split { !$0.isLetter && $0 != "_" }.map(String.init))
      #expect(words.isDisjoint(with: carrier.foreignNames), "\(finding.message); \(finding.help)")
    }
    guard Self.difference(carrier, request) == nil else { return }
    let expected = api.places.map { Self.place($0, carrier, request) }.map(\.description).sorted()
    #expect(there.sortedPlaces == expected)
  }

  private static func place(_ place: Place, _ carrier: CarrierSpelling, _ request: WholeRequest) -> Place {
    var place = place
    if carrier == .cloudFormation {
      // Its resource schema requires Alarms and asks for unique ones.
      if place.rule == "sagemaker/no-rollback-alarms", place.member == "Alarms" { place.severity = .error }
      if place.rule == "sagemaker/duplicate-alarm" { place.severity = .error }
    }
    place.pointer = carrier.pointer(place.pointer, in: request)
    place.member = place.member.map(carrier.name)
    return place
  }

  /// Why a carrier must differ from the API on this request; `nil` where it must not.
  static func difference(_ carrier: CarrierSpelling, _ request: WholeRequest) -> String? {
    if ![.stepFunctions, .templateStateMachine, .cloudTrail, .cloudTrailLog].contains(carrier),
      request.rule == "sagemaker/deployment-config-on-create"
    {
      return "a resource is updated too, so that its deployment configuration is used"
    }
    switch carrier {
    case .stepFunctions, .templateStateMachine, .cloudFormation, .cloudTrail, .cloudTrailLog: return nil
    case .kubernetes, .kubernetesList:
      return request.kind == .updateEndpoint ? "it has no members for updates alone" : nil
    case .terraform:
      if request.kind == .updateEndpoint { return "it has no members for updates alone" }
      if case .list(let tags)? = request.body["Tags"] {
        let keys = tags.compactMap { tag in if case .text(let key)? = tag["Key"] { key } else { nil } }
        if Set(keys.map { Array($0.unicodeScalars) }).count < tags.count { return "a map has no key twice" }
      }
      if limits(of: request.body).contains(where: { $0 > 14400 }) { return "its provider's limit is lower" }
      return nil
    }
  }

  private static func limits(of value: TestJSON) -> [Int] {
    value.members.flatMap { member in
      if member.name == "MaximumExecutionTimeoutInSeconds", case .raw(let number) = member.value {
        return Int(number).map { [$0] } ?? []
      }
      return limits(of: member.value)
    }
  }

  @Test(arguments: requests.filter { difference(.terraform, $0) == "its provider's limit is lower" })
  func terraformsLowerLimitIsTold(_ request: WholeRequest) throws {
    let result = try lint(
      CarrierSpelling.terraform.document(request).description, name: "plan.json", kind: nil,
      instances: request.instances)
    let finding = try #require(result.diagnostics(of: "schema/range").first)
    #expect(finding.path.pointer.hasSuffix("/maximum_execution_timeout_in_seconds"))
    #expect(finding.message.contains("14400"))
    #expect(finding.message.contains("28800"))
  }
}
