# Writes the files written-by-*-lz4.arrow with pandas 3.0.6 (pyarrow 25.0.1) and polars 1.44.2: LZ4 frames whose blocks are linked.
import numpy, pandas, polars

rows = 12_000
table = pandas.DataFrame({"index": numpy.arange(rows) // 7 % 40, "weight_nS": numpy.arange(rows) // 100 % 50 * 0.25})
table.to_feather("written-by-pandas-lz4.arrow")
polars.from_pandas(table[:300]).write_ipc("written-by-polars-lz4.arrow", compression="lz4")
