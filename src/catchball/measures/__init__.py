"""How anything is measured: metrics, intervals and control charts."""
