extension RandomAccessCollection where Index == Int {
  /// The first index whose element meets a condition that, once met, all further ones meet; the end where none does.
  func bisect(_ condition: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
