/** The oldest Node that the project runs on; package.json's `engines` says the same. */
export const oldestNode = '20.19';

/**
 * Whether a version of Node will do.
 * @param {string} version as `process.versions.node` has it
 */
export function nodeSuffices(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
