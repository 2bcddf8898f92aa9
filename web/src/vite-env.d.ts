/// <reference types="vite/client" />
import 'react';

declare module 'react' {
  interface InputHTMLAttributes<T> {
    /** Turns a file field into one that takes a folder; every browser knows it, no standard names it. */
    webkitdirectory?: string;
  }
}
