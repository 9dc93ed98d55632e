// Compares Arrow files with the CSV and JSON files beside them, as apache-arrow for JavaScript and DuckDB read them.
// Usage: node compare.js FOLDER
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { DuckDBInstance } from '@duckdb/node-api';
import { CompressionType, compressionRegistry, tableFromIPC } from 'apache-arrow';
import { decompress } from 'fzstd';

const folder = process.argv[2];
const columns = [
    ['int32', 'Int32', '1'],
    ['int64', 'Int64', 'ms'],
    ['float64', 'Float64', 'Hz'],
    ['bool', 'Bool', ''],
    ['text', 'Utf8', ''],
];

let decompressed = 0;
compressionRegistry.set(CompressionType.ZSTD, {
    decode: bytes => {
        decompressed++;
        // A copy, because Arrow wants bytes that start at a multiple of eight, and fzstd gives a view of others.
        return decompress(bytes).slice();
    },
});

/** RFC 4180: lines end with CR LF, quotes double inside of quotes. */
function parseCsv(text) {
    const lines = [[]];
    for (const [, cell, end] of text.matchAll(/("(?:[^"]|"")*"|[^,\r]*)(,|\r\n)/g)) {
        lines.at(-1).push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
        if (end !== ',') {
            lines.push([]);
        }
    }
    return lines.slice(0, -1);
}

/** A cell as CSV text stands for it. */
function fromCsv(text, type) {
    switch (type) {
        case 'Int32': return Number(text);
        case 'Int64': return BigInt(text);
        case 'Float64': return Number(text);
        case 'Bool': return text === 'true';
        default: return text;
    }
}

/** A cell as JSON, which has neither NaN nor integers of 64 bits, stands for it. */
function toJson(value) {
    return typeof value === 'bigint' ? Number(value) : Number.isNaN(value) ? null : value;
}

const duckdb = await (await DuckDBInstance.create()).connect();

/** DuckDB finds the names of columns and their types itself, but no type without a row. */
async function compareDuckDb(name, json) {
    const file = join(folder, `${name}.csv`);
    const read = await duckdb.runAndReadAll(`SELECT count(*) AS n, sum(int32::INTEGER) AS total FROM '${file}'`);
    const [{ n, total }] = read.getRowObjects();
    assert.equal(Number(n), json.length, `${name}.csv in DuckDB`);
    assert.equal(Number(total ?? 0), json.reduce((sum, row) => sum + row.int32, 0), `${name}.csv in DuckDB`);
}

async function compare(name, compressed) {
    decompressed = 0;
    const table = tableFromIPC(readFileSync(join(folder, `${name}.arrow`)));
    const json = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
    const [header, ...csv] = parseCsv(readFileSync(join(folder, `${name}.csv`), 'utf8'));

    assert.equal(table.schema.metadata.get('name'), 'all types');
    assert.ok(table.schema.metadata.get('description').length > 0);
    assert.deepEqual(
        table.schema.fields.map(f => [f.name, `${f.type}`, f.metadata.get('unit')]),
        columns);
    assert.deepEqual(header, columns.map(([column]) => column));
    assert.equal(table.numRows, json.length);
    assert.equal(table.numRows, csv.length);
    columns.forEach(([column, type], i) => {
        const vector = table.getChild(column);
        assert.equal(vector.nullCount, 0);
        for (let row = 0; row < table.numRows; row++) {
            const value = vector.get(row);
            assert.ok(Object.is(toJson(value), json[row][column]), `${name}.json, row ${row}, ${column}`);
            assert.ok(Object.is(value, fromCsv(csv[row][i], type)), `${name}.csv, row ${row}, ${column}`);
        }
    });
    assert.equal(decompressed > 0, compressed, `${name}: ${decompressed} buffers were compressed`);
    await compareDuckDb(name, json);
    console.log(`${name}: ${table.numRows} rows in ${table.batches.length} batches agree with JSON and CSV,`
        + ` ${decompressed} buffers were compressed`);
}

await compare('uncompressed', false);
await compare('zstd', true);
await compare('empty', false);
