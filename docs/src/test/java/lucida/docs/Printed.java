package lucida.docs;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Whether what was printed is what a page shows. Words and signs must be the same, and so must whole numbers. The last digit of a
 * decimal may differ by one where at least four digits are shown, and of float64's sixteen digits twelve count: kernels and processors
 * round differently. For the same reason two numbers with an exponent, both below 1e-9, count as equal: they are rounding errors, and
 * nobody can say which ones.
 */
final class Printed {
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])[-−]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");
  private static final double ROUNDING = 1e-9;
  private static final double SAME = 1e-12;
  private static final int ENOUGH_DIGITS = 4;

  private Printed() {}

  static boolean agrees(String shown, String printed) {
    if (!words(shown).equals(words(printed))) return false;
    List<String> wanted = numbers(shown);
    List<String> found = numbers(printed);
    for (int i = 0; i < wanted.size(); i++) if (!agree(wanted.get(i), found.get(i))) return false;
    return true;
  }

  private static String words(String text) {
    return NUMBER.matcher(text.strip()).replaceAll("#").replaceAll(" +", " ").replaceAll(" *\\R", "\n");
  }

  private static List<String> numbers(String text) {
    return NUMBER.matcher(text).results().map(MatchResult::group).map(number -> number.replace('−', '-')).toList();
  }

  private static boolean agree(String shown, String printed) {
    if (shown.equals(printed)) return true;
    BigDecimal a = new BigDecimal(shown);
    BigDecimal b = new BigDecimal(printed);
    boolean rounding = shown.contains("e") && Math.abs(a.doubleValue()) < ROUNDING && Math.abs(b.doubleValue()) < ROUNDING;
    boolean decimal = shown.contains(".") && shown.chars().filter(Character::isDigit).count() >= ENOUGH_DIGITS;
    return rounding
        || decimal && a.subtract(b).abs().doubleValue() <= Math.max(a.ulp().doubleValue(), SAME * Math.abs(a.doubleValue()));
  }
}
