import { seededRandom } from '../../../shared/synthetic/random.ts';
import { syntheticPerson } from '../../../shared/synthetic/patients.ts';

/** Rows of one kind of error each, by which column says what: the name of the fault, and the row. */
const errors: readonly ((number: string, name: string) => string)[] = [
  (number, name) => `${number};${name};31/02/1990;Nam;;;`,
  (number, name) => `${number};${name};05/09/2931;Nữ;;;`,
  (number, name) => `${number};${name};1990;Nam;1,09900E+09;;`,
  (number, name) => `${number};${name} 😀;1990;Nữ;;;`,
  (number, name) => `${number};${name.slice(0, 3)}\u0007;1990;Nữ;;;`,
  (number) => `${number};;1990;Nữ;;;`,
  (number, name) => `${number};${name};1990;Nam`,
  (number, name) => `${number};"${name};1990;Nam;;;`,
];

export const badOf100 = 2;

/**
 * An invented list of patients with errors in it, line by line: two of a hundred rows are bad, some
 * are quoted over two lines. The same seed gives the same text.
 */
export function* patientLines(rows: number, seed = 1): Generator<string> {
  yield '\ufeffMã bệnh nhân;Họ và tên;Ngày sinh;Giới tính;Số CCCD;Địa chỉ;Điện thoại\r\n';
  const random = seededRandom(seed);
  const todayMs = Date.UTC(2026, 10, 23);
  for (let row = 1; row <= rows; row += 1) {
    const { name, born, sex, place } = syntheticPerson(random, todayMs);
    const number = String(row).padStart(7, '0');
    if (row % (100 / badOf100) === 0) {
      yield `${errors[(row / (100 / badOf100)) % errors.length]!(number, name)}\r\n`;
      continue;
    }
    const day = born.split('-').reverse().join('/');
    const address = row % 10 === 0 ? `"${place.address.replace(', ', ',\n')}"` : place.address;
    const said = sex === 'male' ? 'Nam' : 'Nữ';
    yield `${number};${name};${day};${said};;${address};0199${random.digits(6)}\r\n`;
  }
}
