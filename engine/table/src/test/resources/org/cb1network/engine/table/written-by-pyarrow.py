# Made the two files beside this one, with pyarrow 25: python written-by-pyarrow.py
import math
import pyarrow as pa

table = pa.table(
    {
        "neuron": pa.array([0, -1, 2147483647], pa.int32()),
        "step": pa.array([0, 1 << 53, -(1 << 62)], pa.int64()),
        "rate": pa.array([0.1, math.nan, -math.inf], pa.float64()),
        "active": pa.array([True, False, True], pa.bool_()),
        "condition": pa.array(["V1", "", "µ 神経 🧠"], pa.utf8()),
    }
)
for name, compression in (("plain", None), ("zstd", "zstd")):
    options = pa.ipc.IpcWriteOptions(compression=compression)
    with pa.ipc.new_file(f"written-by-pyarrow-{name}.arrow", table.schema, options=options) as writer:
        writer.write_table(pa.concat_tables([table] * (1 if compression is None else 500)).combine_chunks())
