/// Pages that findings link to.
enum Documentation {
  static let reference = "https://docs.aws.amazon.com/sagemaker/latest/APIReference/"
  static let json = "https://www.rfc-editor.org/rfc/rfc8259"
  static let yaml = "https://yaml.org/spec/1.2.2/"

  /// The API reference page that documents a shape: a structure or operation has its own; lists and scalars stand on
  /// the page of the structure that holds them.
  static func page(of shape: Shape) -> String {
    if let operation = inputOperation(shape.name) { return reference + "API_" + operation + ".html" }
    return reference + "API_" + shape.name + ".html"
  }

  private static func inputOperation(_ shape: String) -> String? {
    let suffix = "Input"
    guard shape.utf8.count > suffix.utf8.count, shape.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) else {
      return nil
    }
    return String(decoding: shape.utf8.dropLast(suffix.utf8.count), as: UTF8.self)
  }
}
