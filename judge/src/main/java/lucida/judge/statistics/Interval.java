package lucida.judge.statistics;

/** From one number to another: where the true value is with 95 % confidence. */
public record Interval(double low, double high) {}
