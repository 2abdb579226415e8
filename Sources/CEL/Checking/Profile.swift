/// What the specification and its published extensions have and this profile has not.
enum Profile {
  /// Whether a name is known elsewhere: types that JSON has no values of, and packages of messages.
  static func excludes(_ name: String) -> Bool {
    switch name {
    case "uint", "bytes", "timestamp", "google", "cel": true
    default: false
    }
  }

  /// Whether a function, or a group of functions, is known elsewhere.
  static func excludesFunction(_ name: String) -> Bool {
    switch name {
    case "proto", "base64", "net", "sets", "lists", "regex", "ip", "cidr", "isIP", "isCIDR", "url", "isURL",
      "quantity", "isQuantity", "semver", "isSemver":
      true
    default: excludes(name)
    }
  }

  /// Whether a method is known elsewhere: the parts of a point in time.
  static func excludesMethod(_ name: String) -> Bool {
    switch name {
    case "getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear": true
    default: false
    }
  }

  /// Says so, or `nil` for what nobody knows. `name` may have a group before it, as in `base64.encode`.
  static func message(function name: String, isMethod: Bool) -> String? {
    if isMethod { return excludesMethod(name) ? "\(name)() is not in this profile" : nil }
    let group = name.utf8.prefix { $0 != UInt8(ascii: ".") }
    return excludesFunction(String(decoding: group, as: UTF8.self)) ? "\(name)() is not in this profile" : nil
  }
}
