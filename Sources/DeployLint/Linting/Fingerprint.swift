/// Names a finding by what it says and where in the request, never by its line.
struct Fingerprint {
  private var counts: [StableHash: Int] = [:]

  /// 16 hexadecimal digits over rule, place, missing member and value, and a running number among equal ones of the
  /// document that this value is for.
  mutating func make(_ finding: Finding) -> String {
    var hash = StableHash()
    hash.add(finding.rule)
    hash.add(finding.identity)
    hash.add(finding.member ?? "")
    let count = counts[hash, default: 0]
    counts[hash] = count + 1
    if count > 0 { hash.add(String(count)) }
    return hash.digits
  }
}
