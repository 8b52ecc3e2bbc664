package lucida.book;

/**
 * What error bars are worth, over all cells.
 *
 * @param halfWidth half the length of the interval relative to the exact value, in the median over the cells where that is not 0; infinite where most are the whole line
 * @param bounded the share of cells whose interval is not the whole line
 * @param holding the share of cells whose interval holds the exact value; over many estimates it is {@link ErrorBars#CONFIDENCE} in the mean
 */
public record Coverage(double halfWidth, double bounded, double holding) {}
