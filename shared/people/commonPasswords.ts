/*
 * What is tried first. A password that is made of such words, of names and of digits alone is guessed
 * in seconds by whoever has a copy of a profile, whatever its length. Without marks and in small
 * letters, as `plain` makes them.
 */
const words =
  'password passwd passw pass matkhau mat khau admin administrator quantri root user test welcome ' +
  'letmein login secret master qwerty qwertyuiop asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx abcdef ' +
  'abcd abc iloveyou love you monkey dragon sunshine princess football baseball superman batman ' +
  'computer internet windows google facebook zalo hospital doctor nurse clinic health medical ' +
  'benhvien benh vien bacsi bac si dieuduong dieu duong yta tramyte trungtam trung tam yte suckhoe ' +
  'benhnhan khoa phong noi ngoai san nhi capcuu cap cuu hanhchinh duoc xetnghiem huyen tinh xa vietnam ' +
  'viet nam hanoi saigon hochiminh anhyeuem anh yeu em toi vo chong con me bo gia dinh hanhphuc ' +
  'xinchao xin chao ban cam on khong biet co quen roi moi cu so mot hai ba bon sau bay tam chin muoi ' +
  'bedside maytinh may one two three four five six seven eight nine zero bs dd ds ktv';
const common = [...new Set(words.split(' '))];

/** Letters that have to be left: fewer are tried through. */
const fewestOwnLetters = 4;
const disguises: Readonly<Record<string, string>> = {
  '@': 'a',
  $: 's',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
};

/**
 * Whether a password is one of those that are tried first: words of the list above, the names, digits
 * and single letters again and again, in any order, with or without marks.
 */
export function isCommonPassword(password: string, names: readonly string[]): boolean {
  const own = names.flatMap((name) => plain(name.replace(/[^\p{L}\p{N}]+/gu, ' ')).split(' '));
  const known = [...common, ...own.filter((word) => word.length > 1)].sort(
    (a, b) => b.length - a.length,
  );
  const lower = password.toLowerCase();
  const undisguised = lower.replace(/[@$013457]/g, (sign) => disguises[sign] ?? sign);
  return [lower, undisguised].some((text) => {
    let rest = plain(text)
      .replace(/[^a-z]+/g, ' ')
      .replaceAll(' ', '');
    for (const word of known) rest = rest.replaceAll(word, ' ');
    return new Set(rest.replaceAll(' ', '')).size < fewestOwnLetters;
  });
}

/** Small letters without marks. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('đ', 'd');
}
