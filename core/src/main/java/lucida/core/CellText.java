package lucida.core;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * How the cells of one printed tensor are written, as NumPy does it: all with an exponent or all without, the points below each
 * other.
 *
 * @param left places before the point, the sign included
 * @param decimals places after the point
 * @param places digits of every exponent, 0 where none is written
 */
record CellText(Precision precision, int left, int decimals, int places) {
  private static final int MOST_DECIMALS = 8;
  private static final int ALL_DECIMALS = 2000;

  /** The form in which these cells are printed. */
  static CellText of(Precision precision, double... cells) {
    double[] finite = Arrays.stream(cells).filter(Double::isFinite).toArray();
    boolean scientific = needsExponent(precision, finite);
    List<Decimal> texts = Arrays.stream(finite).mapToObj(x -> decimal(precision, x, MOST_DECIMALS, scientific)).toList();
    CellText form = new CellText(precision, longest(texts, text -> text.whole().length()),
        longest(texts, text -> text.fraction().length()), scientific ? longest(texts, text -> power(text).length()) : 0);
    int widest = Arrays.stream(cells).filter(x -> !Double.isFinite(x)).mapToInt(x -> nonFinite(x).length()).max().orElse(0);
    return new CellText(precision, Math.max(form.left, form.left + widest - form.width()), form.decimals, form.places);
  }

  /** So does NumPy decide: where the sizes span more than 1000, or some are very large or very small. */
  private static boolean needsExponent(Precision precision, double... finite) {
    double[] sizes = Arrays.stream(finite).map(Math::abs).filter(size -> size > 0).sorted().toArray();
    if (sizes.length == 0) return false;
    double smallest = sizes[0];
    double largest = sizes[sizes.length - 1];
    return largest >= (precision == Precision.FLOAT32 ? 1e6 : 1e8) || smallest < precision.round(1e-4)
        || precision.round(largest / smallest) > 1000;
  }

  private static int longest(List<Decimal> texts, ToIntFunction<Decimal> length) {
    return texts.stream().mapToInt(length).max().orElse(0);
  }

  private int width() { return left + 1 + decimals + (places > 0 ? 2 + places : 0); }

  /** One cell, as wide as every other. */
  String text(double x) {
    if (!Double.isFinite(x)) return " ".repeat(width() - nonFinite(x).length()) + nonFinite(x);
    Decimal text = places > 0 ? Decimal.scientificTo(precision, x, decimals) : Decimal.plain(precision, x, MOST_DECIMALS);
    return " ".repeat(left - text.whole().length()) + text.whole() + "." + text.fraction()
        + (places > 0 ? exponent(text, places) : " ".repeat(decimals - text.fraction().length()));
  }

  /** One number alone: all its digits, and an exponent only where it is very large or very small. */
  static String scalar(Precision precision, double x) {
    if (!Double.isFinite(x)) return nonFinite(x);
    double size = Math.abs(x);
    boolean scientific = size >= (precision == Precision.FLOAT32 ? 1e6 : 1e16) || size > 0 && size < 1e-4;
    Decimal text = decimal(precision, x, ALL_DECIMALS, scientific);
    if (!scientific) return text.whole() + "." + (text.fraction().isEmpty() ? "0" : text.fraction());
    return text.whole() + (text.fraction().isEmpty() ? "" : "." + text.fraction()) + exponent(text, 2);
  }

  private static String exponent(Decimal text, int places) {
    return (text.exponent() < 0 ? "e-" : "e+") + "0".repeat(Math.max(0, places - power(text).length())) + power(text);
  }

  private static String power(Decimal text) {
    int size = Math.abs(text.exponent());
    return size < 10 ? "0" + size : Integer.toString(size);
  }

  private static Decimal decimal(Precision precision, double x, int decimals, boolean scientific) {
    return scientific ? Decimal.scientific(precision, x, decimals) : Decimal.plain(precision, x, decimals);
  }

  private static String nonFinite(double x) { return Double.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf"; }
}
