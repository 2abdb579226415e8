/// The way from a request to one of its nodes.
public struct RequestPath: Sendable, Hashable, CustomStringConvertible {
  /// One step of the way.
  public enum Component: Sendable, Hashable {
    /// A member of a mapping.
    case member(String)
    /// An item of a list, counted from 0.
    case item(Int)
  }

  /// From the request inwards.
  public var components: [Component]

  /// A path; without components it is that of the request itself.
  public init(_ components: [Component] = []) {
    self.components = components
  }

  /// For people: `Tags[0].Key`; empty for the request itself.
  public var description: String {
    var text = ""
    for component in components {
      switch component {
      case .member(let name): text += text.isEmpty ? name : "." + name
      case .item(let index): text += "[\(index)]"
      }
    }
    return text
  }

  /// About how many bytes it takes to tell of it.
  var byteCount: Int {
    components.reduce(0) { sum, component in
      if case .member(let name) = component { sum + name.utf8.count + 1 } else { sum + 4 }
    }
  }

  /// A JSON Pointer (RFC 6901) relative to the request: `/Tags/0/Key`; empty for the request itself.
  public var pointer: String {
    var text = ""
    for component in components {
      text += "/"
      switch component {
      case .item(let index): text += String(index)
      case .member(let name):
        for scalar in name.unicodeScalars {
          switch scalar {
          case "~": text += "~0"
          case "/": text += "~1"
          default: text.unicodeScalars.append(scalar)
          }
        }
      }
    }
    return text
  }
}
