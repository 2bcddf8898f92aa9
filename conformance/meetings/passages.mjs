import dgram from 'node:dgram';
import net from 'node:net';

/** A place in the network through which a client's datagrams pass, as through a router: it may move or be cut. */
export class Door {
  static async to({ address, port }) {
    const door = new Door();
    Object.assign(door, { server: { address, port }, address, cut: false, outside: new Map() });
    door.inside = dgram.createSocket('udp4');
    door.inside.on('message', (packet, from) => door.leave(packet, from));
    await new Promise((ready) => door.inside.bind(0, address, ready));
    door.port = door.inside.address().port;
    return door;
  }

  leave(packet, { address, port }) {
    const key = `${address} ${port}`;
    if (!this.outside.has(key)) {
      const socket = dgram.createSocket('udp4');
      socket.on('message', (answer) => this.cut || this.inside.send(answer, port, address));
      this.outside.set(key, socket);
    }
    if (!this.cut) this.outside.get(key).send(packet, this.server.port, this.server.address);
  }

  /** From now on everybody comes from another port. */
  move() {
    for (const socket of this.outside.values()) socket.close();
    this.outside.clear();
  }

  /** What a page has to know. */
  toJSON() {
    return { address: this.address, port: this.port };
  }

  close() {
    this.move();
    this.inside.close();
  }
}

/** A place through which connections to the server pass, until they are cut. */
export class Line {
  static async to(url) {
    const line = new Line();
    line.target = new URL(url);
    line.open = new Set();
    line.server = net.createServer((client) => line.pass(client));
    await new Promise((ready) => line.server.listen(0, '127.0.0.1', ready));
    line.url = `http://127.0.0.1:${line.server.address().port}`;
    return line;
  }

  pass(client) {
    if (this.isCut) {
      client.destroy();
      return;
    }
    const server = net.connect(Number(this.target.port), this.target.hostname);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ]) {
      this.open.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        this.open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }

  cut() {
    this.isCut = true;
    for (const each of this.open) each.destroy();
  }

  mend() {
    this.isCut = false;
  }

  close() {
    this.cut();
    this.server.close();
  }
}
