import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';

type Props = Readonly<{ title: string; again: string; children: ReactNode }>;
type State = Readonly<{ problem: Error | null }>;

/** Keeps a screen that breaks from taking the frame with it; React knows no other way than a class. */
export class ScreenBoundary extends Component<Props, State> {
  static getDerivedStateFromError(problem: Error): State {
    return { problem };
  }

  override state: State = { problem: null };

  override render(): ReactNode {
    const { title, again, children } = this.props;
    const { problem } = this.state;
    if (problem === null) return children;
    return (
      <div role="alert" className="ck-error ck-screen-broken">
        <div>
          <p>
            <strong>{title}</strong>
          </p>
          <p className="ck-dim ck-wrap">{problem.message}</p>
        </div>
        {/* A room that could not be loaded stays so until the window is loaded anew; the place is kept. */}
        <Button size="compact-sm" variant="default" onClick={() => window.location.reload()}>
          {again}
        </Button>
      </div>
    );
  }
}
