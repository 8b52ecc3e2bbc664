package lucida.weights.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lucida.weights.WeightsException;

/** The stack and the memo of a pickle machine. Nothing is taken from below the last mark. */
final class PickleStack {
  private final ArrayList<Pickled> items = new ArrayList<>();
  private final ArrayList<Integer> marks = new ArrayList<>();
  private final Map<Integer, Pickled> memo = new HashMap<>();

  void push(Pickled value) { items.add(value); }

  Pickled pop() {
    checkAboveMark();
    return items.removeLast();
  }

  Pickled top() {
    checkAboveMark();
    return items.getLast();
  }

  void mark() { marks.add(items.size()); }

  /** Takes everything above the last mark, and the mark. */
  List<Pickled> popToMark() {
    if (marks.isEmpty()) throw new WeightsException("it goes back to a mark, and none is set");
    List<Pickled> above = items.subList(marks.removeLast(), items.size());
    List<Pickled> taken = List.copyOf(above);
    above.clear();
    return taken;
  }

  /** Pops {@code count} values and returns them in the order in which they were pushed. */
  List<Pickled> pop(int count) {
    List<Pickled> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) taken.addFirst(pop());
    return List.copyOf(taken);
  }

  /** Takes one thing: a value, or a mark. */
  void discard() {
    if (!marks.isEmpty() && marks.getLast() == items.size())
      marks.removeLast();
    else pop();
  }

  /** Remembers what is on top under a number. */
  void remember(int number) { memo.put(number, top()); }

  /** Remembers what is on top under the next number. */
  void remember() { remember(memo.size()); }

  /** Pushes what was remembered. */
  void recall(int number) {
    Pickled value = memo.get(number);
    if (value == null)
      throw new WeightsException("it recalls the value number " + Integer.toUnsignedLong(number) + ", and none was kept");
    push(value);
  }

  private void checkAboveMark() {
    if (items.size() == (marks.isEmpty() ? 0 : marks.getLast())) throw new WeightsException("it takes a value from an empty stack");
  }
}
