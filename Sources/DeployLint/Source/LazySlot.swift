import Synchronization

/// A place for a value that is made when it is first asked for. Reading it later takes no lock.
///
/// Where several threads ask at once, each may make the value, and all get the one that came first.
struct LazySlot<Value: Sendable>: ~Copyable, Sendable {
  private final class Box: Sendable {
    let value: Value

    init(_ value: Value) {
      self.value = value
    }
  }

  private let kept = AtomicLazyReference<Box>()

  func value(_ make: () -> Value) -> Value {
    if let known = kept.load() { return known.value }
    return kept.storeIfNil(Box(make())).value
  }
}
