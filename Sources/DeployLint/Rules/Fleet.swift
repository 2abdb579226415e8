/// How many instances the rules count on.
struct Fleet {
  /// `nil` where nobody knows.
  var instances: Int64?
  /// The variants of which an endpoint configuration says so.
  private var variants: [EndpointConfiguration.Variant] = []
  /// Tells it apart from the others, where there are several.
  var number: Int?

  init(instances: Int64? = nil) {
    self.instances = instances
  }

  /// Where it is said, for findings that depend on it.
  var places: [Finding.Related] {
    variants.compactMap { variant in
      variant.instances.map { count, place in
        place.related("\(variant.label) has \(count) instance\(count == 1 ? "" : "s")")
      }
    }
  }

  /// The different sizes of the variants, each of which every rule must hold for; one of unknown size where none is
  /// known.
  static func all(_ configuration: EndpointConfiguration?, _ request: CheckedRequest) -> [Fleet] {
    guard let configuration, !retainsInstances(request) else { return [Fleet()] }
    var fleets: [Fleet] = []
    for variant in configuration.variants {
      guard let count = variant.instances?.count else { continue }
      let index = fleets.firstIndex { $0.instances == count } ?? fleets.count
      if index == fleets.count { fleets.append(Fleet(instances: count)) }
      fleets[index].variants.append(variant)
    }
    if fleets.count > 1 { for index in fleets.indices { fleets[index].number = index } }
    return fleets.isEmpty ? [Fleet()] : fleets
  }

  /// Whether an update keeps the number of instances that the endpoint has, whatever the configuration says.
  private static func retainsInstances(_ request: CheckedRequest) -> Bool {
    request.member("RetainAllVariantProperties", of: 0).map { request.boolean($0) != false } ?? false
  }
}
