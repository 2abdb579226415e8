package import Synchronization

/// A place for a value that is made when it is first asked for. Reading it later takes no lock.
///
/// Where several threads ask at once, each may make the value, and all get the one that came first. The address in an
/// atomic integer does what `AtomicLazyReference` would, whose generic code is looked up at each reading; and it is here,
/// for all modules to inline, because this is the module that all others build on.
package struct LazySlot<Value: Sendable>: ~Copyable, Sendable {
  @usableFromInline
  final class Box: Sendable {
    @usableFromInline let value: Value

    @usableFromInline
    init(_ value: Value) {
      self.value = value
    }
  }

  /// The address of a retained box; 0 before there is one.
  @usableFromInline let kept = Atomic<UInt>(0)

  @inlinable
  package init() {}

  @inlinable
  deinit {
    Self.box(kept.load(ordering: .acquiring))?.release()
  }

  @inlinable
  package func value(_ make: () -> Value) -> Value {
    if let known = Self.box(kept.load(ordering: .acquiring)) { return known._withUnsafeGuaranteedRef { $0.value } }
    let made = Unmanaged.passRetained(Box(make()))
    let exchange = kept.compareExchange(
      expected: 0, desired: UInt(bitPattern: made.toOpaque()), ordering: .acquiringAndReleasing)
    guard let first = Self.box(exchange.original) else { return made._withUnsafeGuaranteedRef { $0.value } }
    made.release()
    return first._withUnsafeGuaranteedRef { $0.value }
  }

  @inlinable
  static func box(_ address: UInt) -> Unmanaged<Box>? {
    UnsafeRawPointer(bitPattern: address).map(Unmanaged<Box>.fromOpaque)
  }
}
