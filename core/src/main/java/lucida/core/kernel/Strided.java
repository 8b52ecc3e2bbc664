package lucida.core.kernel;

/**
 * A walk through a box of cells: cell (i₀, i₁, …) is source[from + Σ i·fromStride] and goes to target[to + Σ i·toStride]. Permuting,
 * padding, cropping, slicing and joining are such walks; a stride of 0 in the source repeats a cell.
 */
public record Strided(int[] extents, int from, int[] fromStrides, int to, int[] toStrides) {
  /** Cells moved. */
  public int size() {
    int size = 1;
    for (int extent : extents) size *= extent;
    return size;
  }
}
