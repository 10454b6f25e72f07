using System.Net;
using System.Net.Sockets;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Commands;

/// <summary>Whether an address can be served, asked before the host is: its own failure to start is a page of log entries, and one sentence is enough. What fails later is logged as ever.</summary>
internal static class FreeAddress
{
    /// <summary>Refuses an address that is taken, that only the system may open, or that this computer does not have.</summary>
    /// <exception cref="RefusedException">It cannot be served.</exception>
    public static void Require(Uri address, bool team)
    {
        if (address.Port == 0)
        {
            return;
        }

        foreach (var ip in Listened(address, team))
        {
            try
            {
                using var listener = new TcpListener(ip, address.Port);
                listener.Start();
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                throw new RefusedException(InUse(address));
            }
            catch (SocketException forbidden) when (forbidden.SocketErrorCode == SocketError.AccessDenied)
            {
                throw new RefusedException(new Refusal("bad-address", $"The port {address.Port} may only be opened by the system.", $"Choose another with --urls {With(address, 5080)}."));
            }
            catch (SocketException missing) when (missing.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported && team)
            {
                throw new RefusedException(new Refusal("bad-address", $"This computer has no address {address.Host}.", $"Choose one of its own with --urls http://0.0.0.0:{address.Port}, which is all of them."));
            }
            catch (SocketException)
            {
                // One of the two loopbacks is not there on every machine; the host does without it.
            }
        }
    }

    /// <summary>The refusal of an address that is taken.</summary>
    public static Refusal InUse(Uri address) =>
        new("address-in-use", $"Something else is already served at {address.GetLeftPart(UriPartial.Authority)}.", $"Stop it, or choose another with --urls {With(address, address.Port < 65535 ? address.Port + 1 : 5080)}");

    private static string With(Uri address, int port) => $"http://{address.Host}:{port}";

    private static IPAddress[] Listened(Uri address, bool team) =>
        !team ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : IPAddress.TryParse(address.Host, out var ip) ? [ip] : [IPAddress.Any];
}
