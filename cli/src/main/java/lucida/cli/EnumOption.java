package lucida.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One of several values that an option names in lower case. */
final class EnumOption {
  private EnumOption() {}

  /**
   * The value of this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists all names
   */
  static <E extends Enum<E>> E named(String option, String name, E[] all) {
    List<String> names = Arrays.stream(all).map(EnumOption::name).toList();
    return Arrays.stream(all).filter(e -> name(e).equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException(option + " " + name + ": there are " + String.join(", ", names)));
  }

  private static String name(Enum<?> of) { return of.name().toLowerCase(Locale.ROOT); }
}
