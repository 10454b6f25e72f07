// Sound for the tests that plays and says nothing.

/** A WAV of so many seconds of silence. @param {number} seconds */
export function silence(seconds) {
  const sound = Buffer.alloc(44 + seconds * 8000, 128);
  sound.write("RIFF", 0); sound.writeUInt32LE(sound.length - 8, 4); sound.write("WAVEfmt ", 8); sound.writeUInt32LE(16, 16); sound.writeUInt16LE(1, 20); sound.writeUInt16LE(1, 22);
  sound.writeUInt32LE(8000, 24); sound.writeUInt32LE(8000, 28); sound.writeUInt16LE(1, 32); sound.writeUInt16LE(8, 34); sound.write("data", 36); sound.writeUInt32LE(seconds * 8000, 40);
  return sound;
}
