package lucida.cli;

import lucida.cli.algebra.LatexStyle;
import lucida.cli.algebra.PlainStyle;

/**
 * dⁿy/dxⁿ.
 *
 * @param d "d" or "∂"
 * @param y what is derived
 * @param x by what
 * @param order n
 */
record DerivativeName(String d, String y, String x, int order) {
  String text() {
    String n = order == 1 ? "" : PlainStyle.superscript(order);
    return d + n + y + "/" + d + x + n;
  }

  String latex() {
    String n = order == 1 ? "" : "^{" + order + "}", sign = d.equals("d") ? "\\mathrm{d}" : "\\partial ";
    return "\\frac{" + sign.strip() + n + " " + y + "}{" + sign + LatexStyle.symbol(x) + n + "}";
  }
}
