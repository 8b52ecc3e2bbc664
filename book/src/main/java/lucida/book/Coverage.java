package lucida.book;

/**
 * What error bars are worth, over the cells whose exact value is not 0; NaN if there are none.
 *
 * @param halfWidth half the length of the interval relative to the exact value, in the median; infinite where most are the whole line
 * @param bounded the share of cells whose interval is not the whole line
 * @param holding the share of cells whose interval holds the exact value; over many estimates it is {@link ErrorBars#CONFIDENCE} in the mean
 */
public record Coverage(double halfWidth, double bounded, double holding) {}
