/// What `deploylint explain cel` prints.
package enum LanguageSummary {
  package static let text = """
    The expressions of rules are CEL, the Common Expression Language (https://cel.dev), in a profile for JSON data.

    names in a rule
      self             the part of the request that the rule's shape names, or an item of a list
      parent           the part around it, or null
      instances        the number of instances, unknown where nobody said it; instancesKnown tells
      written          the names of the members that self has, in their order
      item             in messages: the item that failed self.List.all(…), or the later one of 'unique'
      first            in messages of 'unique': the earlier item
      and those of 'let', evaluated when they are used

    values
      null  true false  12 -3 0x1F  1.5  'text' "text" r'raw\\d'  [1, 2]  {'key': 1}  duration('1m30s')

    operators, from the loosest
      c ? a : b   ||   &&   == != < <= > >= in   + -   * / %   ! -   a.b a[0] a.?b a[?0]
      integers and doubles compare, and do not add: double(x) + 0.5

    presence
      has(self.a)                          whether a member is written
      self.?a.orValue(0)                   a value for one that is not
      !has(self.a) || self.a > 0           reading an absent member is an error, unless another operand decides

    lists and maps
      size(x)   v in x   x.all(v, …)   x.exists(v, …)   x.exists_one(v, …)   x.filter(v, …)   x.map(v, …)
      with an index or key: x.all(i, v, …)   x.transformList(i, v, …)   x.transformMap(k, v, …)
      cel.bind(name, value, …)

    texts
      x.startsWith('a')   x.endsWith('a')   x.contains('a')   x.matches('^[a-z]+$')   size(x)
      x.lowerAscii()   x.upperAscii()   x.trim()   x.split(',')   l.join(', ')   x.replace('a', 'b')
      x.substring(0, 3)   x.indexOf('a')   x.charAt(0)   x.reverse()   '%s: %d'.format([a, b])   strings.quote(x)
      characters are Unicode code points; patterns are RE2's and take linear time

    numbers
      int(x) double(x) string(x)   math.greatest(a, b) math.least(a, b) math.abs(x) math.ceil(x) math.floor(x)
      math.round(x) math.trunc(x) math.sign(x) math.sqrt(x) math.isNaN(x) …; overflow is an error

    unknowns
      A value that failed a check of its own, and one that is not known before deployment, is unknown. && and ||, all
      and exists absorb it where another operand decides; a rule whose answer is unknown is skipped.

    not in this profile
      unsigned integers, bytes, timestamps, messages

    'deploylint eval EXPRESSION FILE' tries an expression on a request and shows the value of each part of it.
    'deploylint new-rule GROUP/NAME' prints a rule file to begin with.

    """
}
