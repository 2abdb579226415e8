/// What the tool calls itself.
public enum Tool {
  /// The name of the product.
  public static let name = "deploylint"
  /// A semantic version.
  public static let version = "0.1.0"
}
