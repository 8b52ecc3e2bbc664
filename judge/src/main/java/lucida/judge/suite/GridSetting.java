package lucida.judge.suite;

import lucida.layers.Model;

/** What classifies a grid of pictures — Rao, Böhle, Schiele, CVPR 2022, arXiv 2205.10435 [GT 2]. */
public enum GridSetting implements Rewiring {
  /** GridPG: the network as it is. */
  GRID_PG {
    @Override
    public Model of(Model model, String layer) { return model; }

    @Override
    public String layer(String usual) { return usual; }

    @Override
    int step(int classes) { return 0; }
  },
  /** DiPart: a head for each cell, which sees the layer in this cell. */
  DI_PART {
    @Override
    public Model of(Model model, String layer) { return new DisconnectedGrid(model, layer, N).diPart(); }
  },
  /** DiFull: a network for each cell, which sees this cell. */
  DI_FULL {
    @Override
    public Model of(Model model, String layer) { return new DisconnectedGrid(model, layer, N).diFull(); }
  };

  /** Cells along a side. */
  static final int N = 2;

  @Override
  public String layer(String usual) { return DisconnectedGrid.GRID; }

  /** How far the scores of a cell are from those of the cell before. */
  int step(int classes) { return classes; }
}
