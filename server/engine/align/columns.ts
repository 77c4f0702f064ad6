/** A typed array of twice the length with the same beginning: columns of unknown length grow so. */
export function doubled<Column extends Int32Array | Float32Array | Uint8Array>(column: Column): Column {
  const wider = new (column.constructor as new (length: number) => Column)(column.length * 2);
  wider.set(column);
  return wider;
}
