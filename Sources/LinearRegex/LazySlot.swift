package import Synchronization

/// A place for a value that is made when it is first asked for. Reading it later takes no lock.
///
/// Where several threads ask at once, each may make the value, and all get the one that came first. The address in an
/// atomic integer does what `AtomicLazyReference` would, whose generic code is looked up at each reading; and it is here,
/// for all modules to inline, because this is the module that all others build on.
package struct LazySlot<Value: Sendable>: ~Copyable, Sendable {
  /// The address of the value; 0 before there is one.
  @usableFromInline let kept = Atomic<UInt>(0)

  @inlinable
  package init() {}

  @inlinable
  deinit {
    if let value = UnsafeMutablePointer<Value>(bitPattern: kept.load(ordering: .acquiring)) { Self.free(value) }
  }

  @inlinable
  @inline(__always)
  package func value(_ make: () -> Value) -> Value {
    if let known = UnsafeMutablePointer<Value>(bitPattern: kept.load(ordering: .acquiring)) { return known.pointee }
    return keep(make())
  }

  /// The value, if it has been made.
  @inlinable
  @inline(__always)
  package var known: Value? {
    UnsafeMutablePointer<Value>(bitPattern: kept.load(ordering: .acquiring)).map(\.pointee)
  }

  /// Keeps a value, unless another was quicker, and returns what is kept.
  @inlinable
  @discardableResult
  package func keep(_ value: Value) -> Value {
    let made = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    made.initialize(to: value)
    let exchange = kept.compareExchange(
      expected: 0, desired: UInt(bitPattern: made), ordering: .acquiringAndReleasing)
    guard let first = UnsafeMutablePointer<Value>(bitPattern: exchange.original) else { return value }
    Self.free(made)
    return first.pointee
  }

  @inlinable
  static func free(_ value: UnsafeMutablePointer<Value>) {
    value.deinitialize(count: 1)
    value.deallocate()
  }
}
